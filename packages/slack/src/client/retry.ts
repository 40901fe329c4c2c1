import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';

const attempts = 5;
const firstMs = 1_000;
const longestMs = 30_000;

/**
 * Repeats an idempotent read that failed on Slack's side or on the way: at most five times, waiting
 * 1, 2, 4 … s with jitter. Rate limits are the scheduler's affair, everything else the caller's.
 */
export async function retried<T>(
  read: () => Promise<T>,
  {
    clock,
    random,
    signal,
  }: { clock: Clock; random: () => number; signal?: AbortSignal | undefined },
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt >= attempts || !isPassing(error)) throw error;
      const backoff = Math.min(longestMs, firstMs * 2 ** (attempt - 1));
      await clock.sleep(Math.round(backoff * (0.5 + random() / 2)), signal);
    }
  }
}

/** Trouble of a moment; a migrating workspace and the like take longer than a caller should wait. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof SlackError &&
    (/^http_5\d\d$/.test(error.code) ||
      [
        'internal_error',
        'fatal_error',
        'service_unavailable',
        'request_timeout',
        'network_error',
      ].includes(error.code))
  );
}
