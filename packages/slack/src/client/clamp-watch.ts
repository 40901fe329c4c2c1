import type { Clock } from '../clock.ts';
import type { Scheduler, Verdict } from './scheduler.ts';
import { documentedRate } from './tiers.ts';

/** Whether Slack holds this app to one request of 15 messages a minute; plain JSON. */
export interface ClampState {
  mode: 'unknown' | 'free' | 'clamped';
  /** ms; when more than 15 were last asked for in vain */
  triedAt: number;
}

const clampable: readonly string[] = ['conversations.history', 'conversations.replies'];
export const clampedPage = 15;
const clampedPerMinute = 1;
const minuteMs = 60_000;
/** One request in so long asks for more than 15: the way back costs nothing. */
const tryEveryMs = 6 * 60 * minuteMs;
/** A clamp makes us wait for most of a minute. */
const longPauseMs = 30_000;
const enoughSigns = 2;
const enoughPassed = 5;

/**
 * Notices an app that Slack holds to one request of 15 messages a minute, and the end of it. Signs
 * are a page of exactly 15 with more to come when more was asked, and a rejection with a long pause
 * after fewer requests than any tier explains. Two of them in a row settle it; a larger page, or
 * five calls of one method passed in a minute, settle the contrary. Until then each of the two
 * methods has one request in flight, so that a clamped app meets two rejections at most.
 */
export class ClampWatch {
  readonly #scheduler: Scheduler;
  readonly #clock: Clock;
  #state: ClampState = { mode: 'unknown', triedAt: 0 };
  #signs = 0;
  readonly #passed = new Map<string, { since: number; count: number }>();

  constructor(scheduler: Scheduler, clock: Clock, restored?: ClampState) {
    this.#scheduler = scheduler;
    this.#clock = clock;
    // freedom is found out again at no cost, and may have ended meanwhile
    this.#settle(restored?.mode === 'clamped' ? 'clamped' : 'unknown');
    if (restored) this.#state.triedAt = restored.triedAt;
  }

  get isClamped(): boolean {
    return this.#state.mode === 'clamped';
  }

  get state(): ClampState {
    return { ...this.#state };
  }

  /** How many messages to ask for, of `wished`. */
  limit(wished: number): number {
    const isTry = this.#clock.now() - this.#state.triedAt >= tryEveryMs;
    return this.isClamped && !isTry ? Math.min(wished, clampedPage) : wished;
  }

  heard({ method, isRejected, inMinute, retryAfterMs = 0 }: Verdict): void {
    if (!clampable.includes(method) || this.isClamped) return;
    const tier = documentedRate(method) ?? Number.POSITIVE_INFINITY;
    if (!isRejected) this.#countPassed(method);
    else if (retryAfterMs >= longPauseMs && inMinute <= tier / 2) this.#sign();
    if (isRejected) this.#passed.delete(method);
  }

  /** One served page, as the server counted it. */
  saw({ served, hasMore, asked }: { served: number; hasMore: boolean; asked: number }): void {
    if (asked <= clampedPage) return;
    if (served > clampedPage) this.#settle('free');
    // a short last page says nothing either way
    if (served !== clampedPage || !hasMore) return;
    this.#state.triedAt = this.#clock.now();
    if (!this.isClamped) this.#sign();
  }

  #sign(): void {
    this.#signs += 1;
    this.#settle(this.#signs >= enoughSigns ? 'clamped' : 'unknown');
  }

  #countPassed(method: string): void {
    const now = this.#clock.now();
    const before = this.#passed.get(method);
    const goesOn = before !== undefined && now - before.since < minuteMs;
    const passed = goesOn ? { ...before, count: before.count + 1 } : { since: now, count: 1 };
    this.#passed.set(method, passed);
    if (passed.count >= enoughPassed && this.#state.mode === 'unknown') this.#settle('free');
  }

  #settle(mode: ClampState['mode']): void {
    if (mode === 'free') this.#signs = 0;
    if (mode === 'clamped' && !this.isClamped) this.#state.triedAt = this.#clock.now();
    this.#state.mode = mode;
    for (const method of clampable) this.#scheduler.hold(method, this.#holdOf(mode));
  }

  #holdOf(mode: ClampState['mode']): { perMinute?: number; atOnce?: number } | undefined {
    if (mode === 'clamped') return { perMinute: clampedPerMinute };
    // without limits there is nothing to be careful about
    return mode === 'unknown' && this.#scheduler.rate === 'documented' ? { atOnce: 1 } : undefined;
  }
}
