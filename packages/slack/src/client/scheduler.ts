import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';
import { type BucketState, MethodBucket } from './method-bucket.ts';
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

export interface MethodPlan {
  /** requests a minute; undefined without a limit */
  perMinute?: number;
  /** of these, what is left in this minute */
  left?: number;
  /** ms since the epoch: when one more request could leave if nobody else waited for one */
  nextFreeAt: number;
}

/** What Slack said to one call, as far as its limits are concerned. */
export interface Verdict {
  method: string;
  isRejected: boolean;
  /** requests of this method in the last minute, this one included */
  inMinute: number;
  /** ms */
  retryAfterMs?: number | undefined;
}

/** By method, what a new owner must know of an earlier one; plain JSON. */
export type RateState = Record<string, BucketState>;

export interface SchedulerOptions {
  clock: Clock;
  rate?: Rate | undefined;
  /** in [0, 1), for jitter */
  random?: (() => number) | undefined;
  /** goes above the documented tiers as long as Slack allows it; default false */
  probe?: boolean | undefined;
  /** `state` of an owner before this one */
  restored?: RateState | undefined;
  /** an owner that we know nothing of was at work until now: the last minute counts as spent */
  spent?: boolean | undefined;
  heard?: ((verdict: Verdict) => void) | undefined;
}

/** A call that is rejected so often in a row goes back to its caller, who may owe it for later. */
const patience = 10;
const defaultPauseMs = 30_000;

/**
 * One workspace's requests under Slack's rules: each method has its own budget, methods run beside
 * each other, and a 429 pauses its own method only, for as long as Slack says.
 */
export class Scheduler {
  readonly rate: Rate;
  readonly #options: SchedulerOptions;
  readonly #random: () => number;
  readonly #spentAt: number | undefined;
  readonly #buckets = new Map<string, MethodBucket>();

  constructor(options: SchedulerOptions) {
    this.rate = options.rate ?? 'documented';
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#spentAt = options.spent ? options.clock.now() : undefined;
    for (const method of Object.keys(options.restored ?? {})) this.#bucket(method);
  }

  /**
   * Runs `call` when its method has room, and again after each rejection; `most` rejections go back
   * to the caller.
   */
  async run<T>(
    method: string,
    call: () => Promise<T>,
    signal?: AbortSignal,
    most = patience,
  ): Promise<T> {
    const bucket = this.#bucket(method);
    for (let rejections = 0; ; ) {
      const answered = await bucket.take(signal);
      try {
        const answer = await call();
        this.#heard(method, { isRejected: false });
        return answer;
      } catch (error) {
        if (!isRateLimit(error)) throw error;
        const { retryAfterMs } = error;
        bucket.reject((retryAfterMs ?? defaultPauseMs) + Math.ceil(this.#random() * 1000));
        this.#heard(method, { isRejected: true, retryAfterMs });
        rejections += 1;
        if (rejections >= most) throw error;
      } finally {
        answered();
      }
    }
  }

  /** Holds a method to a narrower plan than its own; undefined gives it free again. */
  hold(method: string, narrower: MethodBucket['hold']): void {
    this.#bucket(method).hold = narrower;
  }

  /** Of the methods that were used. */
  usage(): Record<string, MethodUsage> {
    const now = this.#options.clock.now();
    const used = [...this.#buckets].filter(([, { requests }]) => requests > 0);
    return viewed(used, ({ requests, rejected, perMinute, left, pausedUntil }) => ({
      requests,
      rejected,
      ...(perMinute === undefined ? {} : { perMinute }),
      ...(left === undefined ? {} : { left }),
      ...(pausedUntil > now ? { pausedUntil } : {}),
    }));
  }

  /** Of these methods, and of those that were used. */
  plan(methods: readonly string[]): Record<string, MethodPlan> {
    for (const method of methods) this.#bucket(method);
    return viewed(this.#buckets, ({ perMinute, left, nextFreeAt }) => ({
      ...(perMinute === undefined ? {} : { perMinute }),
      ...(left === undefined ? {} : { left }),
      nextFreeAt,
    }));
  }

  /**
   * For whoever sends several at once: how many may leave now, how many within this minute, and when
   * the next one may (ms since the epoch).
   */
  room(method: string): { now: number; left: number; nextFreeAt: number } {
    const bucket = this.#bucket(method);
    const { room, left = Number.POSITIVE_INFINITY, nextFreeAt } = bucket;
    return { now: room, left, nextFreeAt };
  }

  /** For `restored` of the next owner. */
  state(): RateState {
    return viewed(this.#buckets, ({ state }) => state);
  }

  #heard(method: string, verdict: Pick<Verdict, 'isRejected' | 'retryAfterMs'>): void {
    const { inMinute } = this.#bucket(method);
    this.#options.heard?.({ method, inMinute, ...verdict });
  }

  #bucket(method: string): MethodBucket {
    const known = this.#buckets.get(method);
    if (known) return known;
    const { clock, probe, restored } = this.#options;
    const bucket = new MethodBucket({
      clock,
      perMinute: this.rate === 'unlimited' ? undefined : documentedRate(method),
      probe: probe ?? false,
      restored: restored?.[method],
      spentAt: this.#spentAt,
    });
    this.#buckets.set(method, bucket);
    return bucket;
  }
}

function viewed<T>(
  buckets: Iterable<[string, MethodBucket]>,
  view: (bucket: MethodBucket) => T,
): Record<string, T> {
  return Object.fromEntries([...buckets].map(([method, bucket]) => [method, view(bucket)]));
}

function isRateLimit(error: unknown): error is SlackError {
  return (
    error instanceof SlackError && (error.code === 'ratelimited' || error.code === 'rate_limited')
  );
}
