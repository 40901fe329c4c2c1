import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';

const minuteMs = 60_000;

/**
 * Slack's limit of one method as strict as it may be read: at most `perMinute` in any 60 s, no
 * burst, by the moment at which a request arrives. A rejected one does not count.
 */
export class StrictLimit {
  perMinute: number;
  /** ms; when requests passed and when they were rejected */
  readonly passed: number[] = [];
  readonly rejectedAt: number[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock;
    this.perMinute = perMinute;
  }

  /** Throws what the client throws for a 429. */
  arrive(): void {
    const now = this.#clock.now();
    const since = now - minuteMs;
    const counted = this.passed.slice(-this.perMinute).filter((at) => at > since);
    if (counted.length < this.perMinute) {
      this.passed.push(now);
      return;
    }
    this.rejectedAt.push(now);
    const retryAfterMs = Math.max(1, Math.ceil(((counted[0] ?? now) - since) / 1000)) * 1000;
    throw new SlackError('ratelimited', 'wait', { retryAfterMs });
  }
}
