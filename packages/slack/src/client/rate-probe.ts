const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const retreat = 0.7;
/** Of a rejected rate, what may be tried again soon: requests bunch, and latency blurs a minute. */
const safeShare = 0.9;

/** What a probe has found out; plain JSON. */
export interface ProbeState {
  perMinute: number;
  /** the last one: when, ms, and the rate that is not exceeded for an hour from then */
  rejection?: { at: number; most: number };
}

/**
 * Looks for what Slack really allows of one method: Slack promises "50+". One more a minute after
 * each minute that was used up and clean, down to 0.7 after a rejection, never below what is
 * documented. For an hour after a rejection it stays well below the rate that was rejected: a
 * steady limit rejects one call an hour at most.
 */
export class RateProbe {
  readonly documented: number;
  #state: ProbeState;
  #changedAt: number;

  constructor(documented: number, now: number, restored?: ProbeState) {
    this.documented = documented;
    const perMinute = Math.max(documented, restored?.perMinute ?? documented);
    this.#state = { ...restored, perMinute };
    this.#changedAt = now;
  }

  get perMinute(): number {
    return this.#state.perMinute;
  }

  get state(): ProbeState {
    return this.#state;
  }

  /** As many in a minute were never refused; whoever goes beyond goes alone. */
  get proven(): number {
    return Math.max(this.documented, this.perMinute - 1);
  }

  /** A request was sent, the `inMinute`th of the last minute. */
  sent(inMinute: number, now: number): void {
    if (inMinute < this.perMinute || now - this.#changedAt < minuteMs) return;
    if (this.perMinute >= (this.#recent(now)?.most ?? Number.POSITIVE_INFINITY)) return;
    this.#change(now, { ...this.#state, perMinute: this.perMinute + 1 });
  }

  rejected(now: number): void {
    // again so soon: the limit itself has fallen, so no experiments for an hour
    const isAgain = this.#recent(now) !== undefined;
    const part = (share: number) =>
      isAgain ? this.documented : Math.max(this.documented, Math.floor(this.perMinute * share));
    const rejection = { at: now, most: part(safeShare) };
    this.#change(now, { perMinute: part(retreat), rejection });
  }

  #recent(now: number): ProbeState['rejection'] {
    const { rejection } = this.#state;
    return rejection && now - rejection.at < hourMs ? rejection : undefined;
  }

  #change(now: number, state: ProbeState): void {
    this.#state = state;
    this.#changedAt = now;
  }
}
