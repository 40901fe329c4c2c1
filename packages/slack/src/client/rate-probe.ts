const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const retreat = 0.7;
/** Of a rejected rate, what may be tried again soon: requests bunch, and latency blurs a minute. */
const safeShare = 0.9;

/**
 * Looks for what Slack really allows of one method: Slack promises "50+". One more a minute after
 * each minute that was used up and clean, down to 0.7 after a rejection, never below what is
 * documented. For an hour after a rejection it stays well below the rate that was rejected: a
 * steady limit rejects one call an hour at most.
 */
export class RateProbe {
  perMinute: number;
  readonly documented: number;
  #changedAt: number;
  #rejectedAt = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;

  constructor(documented: number, now: number, perMinute = documented) {
    this.documented = documented;
    this.perMinute = Math.max(documented, perMinute);
    this.#changedAt = now;
  }

  /** As many in a minute were never refused; whoever goes beyond goes alone. */
  get proven(): number {
    return Math.max(this.documented, this.perMinute - 1);
  }

  /** A request was sent, the `inMinute`th of the last minute. */
  sent(inMinute: number, now: number): void {
    if (inMinute < this.perMinute || now - this.#changedAt < minuteMs) return;
    if (now - this.#rejectedAt < hourMs && this.perMinute >= this.#most) return;
    this.perMinute += 1;
    this.#changedAt = now;
  }

  rejected(now: number): void {
    const isAgain = now - this.#rejectedAt < hourMs;
    // the limit itself has fallen: no experiments for an hour
    this.#most = isAgain ? this.documented : Math.floor(this.perMinute * safeShare);
    const lower = isAgain ? this.documented : Math.floor(this.perMinute * retreat);
    this.perMinute = Math.max(this.documented, lower);
    this.#rejectedAt = now;
    this.#changedAt = now;
  }
}
