import type { Clock } from '@belay/connector/ports';
import { retryAfterMs } from '@belay/slack/client/exchange';

/** What the wire tells beside the answers. */
export interface Heard {
  /** how far the other clock is ahead of ours at least, ms; negative: behind; 0: can't be told apart */
  clockAheadMs?: number;
  /** called at each 429, with its pause */
  rejected?: ((path: string, retryAfterMs: number) => void) | undefined;
}

/** A `fetch` that notes the server's clock and its refusals for too many requests. */
export function heardFetch(
  inner: typeof fetch,
  clock: Pick<Clock, 'now'>,
  heard: Heard,
): typeof fetch {
  return async (input, init) => {
    const sent = clock.now();
    const response = await inner(input, init);
    const ahead = clockAhead(response.headers.get('date'), sent, clock.now());
    if (ahead !== undefined) heard.clockAheadMs = ahead;
    if (response.status === 429) {
      const url = new URL(input instanceof Request ? input.url : input);
      heard.rejected?.(url.pathname, retryAfterMs(response.headers) ?? 0);
    }
    return response;
  };
}

/**
 * The least that a server's clock differs from ours, by its Date header (whole seconds) and the
 * moments before and after the call. Undefined without a header.
 */
export function clockAhead(
  date: string | null,
  sent: number,
  answered: number,
): number | undefined {
  const second = Date.parse(date ?? '');
  if (Number.isNaN(second)) return undefined;
  if (second > answered) return second - answered;
  if (second + 1000 < sent) return second + 1000 - sent;
  return 0;
}
