import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';
import { MethodBucket } from './method-bucket.ts';
import { documentedRate } from './tiers.ts';

/** `documented`: Slack's published tiers; `unlimited`: only what the server itself refuses slows us. */
export type Rate = 'documented' | 'unlimited';

export interface MethodUsage {
  requests: number;
  /** answered with 429 */
  rejected: number;
  /** the plan; undefined without a limit */
  perMinute?: number;
  /** what the plan leaves in this minute */
  left?: number;
  /** ms since the epoch, while Slack asked us to wait */
  pausedUntil?: number;
}

export interface SchedulerOptions {
  clock: Clock;
  rate?: Rate | undefined;
  /** in [0, 1), for jitter */
  random?: (() => number) | undefined;
}

/** A call that is rejected so often in a row goes back to its caller, who may owe it for later. */
const patience = 10;
const defaultPauseMs = 30_000;

/**
 * One workspace's requests under Slack's rules: each method has its own budget, methods run beside
 * each other, and a 429 pauses its own method only, for as long as Slack says.
 */
export class Scheduler {
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #random: () => number;
  readonly #buckets = new Map<string, MethodBucket>();

  constructor({ clock, rate = 'documented', random = Math.random }: SchedulerOptions) {
    this.#clock = clock;
    this.#rate = rate;
    this.#random = random;
  }

  /** Runs `call` when its method has room, and again after each rejection. */
  async run<T>(method: string, call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const bucket = this.#bucket(method);
    for (let rejections = 0; ; ) {
      const answered = await bucket.take(signal);
      try {
        return await call();
      } catch (error) {
        if (!isRateLimit(error)) throw error;
        bucket.rejected += 1;
        rejections += 1;
        bucket.pause((error.retryAfterMs ?? defaultPauseMs) + Math.ceil(this.#random() * 1000));
        if (rejections >= patience) throw error;
      } finally {
        answered();
      }
    }
  }

  /** Replaces the plan of a method, e.g. once the clamped mode shows. */
  plan(method: string, perMinute: number): void {
    this.#bucket(method).perMinute = perMinute;
  }

  usage(): Record<string, MethodUsage> {
    const now = this.#clock.now();
    return Object.fromEntries(
      [...this.#buckets].map(([method, { requests, rejected, perMinute, left, pausedUntil }]) => [
        method,
        {
          requests,
          rejected,
          ...(perMinute === undefined ? {} : { perMinute }),
          ...(left === undefined ? {} : { left }),
          ...(pausedUntil > now ? { pausedUntil } : {}),
        },
      ]),
    );
  }

  #bucket(method: string): MethodBucket {
    const known = this.#buckets.get(method);
    if (known) return known;
    const perMinute = this.#rate === 'unlimited' ? undefined : documentedRate(method);
    const bucket = new MethodBucket(this.#clock, perMinute);
    this.#buckets.set(method, bucket);
    return bucket;
  }
}

function isRateLimit(error: unknown): error is SlackError {
  return (
    error instanceof SlackError && (error.code === 'ratelimited' || error.code === 'rate_limited')
  );
}
