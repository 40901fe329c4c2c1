import type { Clock } from '../clock/clock.ts';
import { methods, type Tier } from '../oracle/oracle.ts';

export type LimitMode = 'off' | 'tiers' | 'clamped';

const perMinute: Record<Tier, number> = { t1: 1, t2: 20, t3: 50, t4: 100, t5: 300 };
const clampedMethods: ReadonlySet<string> = new Set([
  'conversations.history',
  'conversations.replies',
]);

/** In clamped mode these two methods give 15 objects a page, by default and at most. */
export const clampedPage = 15;

/**
 * Slack's limits: per method, workspace and app, over a sliding minute. A twentieth above the tier
 * is tolerated as the small burst that Slack allows; the clamp to one a minute is exact.
 */
export class Limiter {
  mode: LimitMode;
  /** the mode to go back to */
  readonly usual: LimitMode;
  readonly #clock: Clock;
  readonly #taken = new Map<string, number[]>();

  constructor(clock: Clock, mode: LimitMode) {
    this.#clock = clock;
    this.mode = mode;
    this.usual = mode;
  }

  isClamped(method: string): boolean {
    return this.mode === 'clamped' && clampedMethods.has(method);
  }

  /** Counts a call. Answers the seconds to wait when it is one too many, else undefined. */
  take(method: string, appId: string, channelId?: string): number | undefined {
    if (this.mode === 'off') return undefined;
    const name = `${appId} ${method}`;
    const rate = this.isClamped(method) ? 1 : perMinute[methods[method]?.tier ?? 't3'];
    const wait =
      this.#wait(name, 60_000, rate + Math.floor(rate / 20)) ??
      // one message a second and channel, with a short burst
      (method === 'chat.postMessage' && channelId
        ? this.#wait(`${name} ${channelId}`, 5_000, 5)
        : undefined);
    return wait === undefined ? undefined : Math.max(1, Math.ceil(wait / 1000));
  }

  clear(): void {
    this.#taken.clear();
  }

  #wait(name: string, span: number, capacity: number): number | undefined {
    const now = this.#clock.now();
    const taken = (this.#taken.get(name) ?? []).filter((at) => at > now - span);
    this.#taken.set(name, taken);
    if (taken.length >= capacity) return (taken[0] as number) + span - now;
    taken.push(now);
    return undefined;
  }
}
