import type { Clock } from '../clock.ts';

/** What a window must hold of the far side's clock beside a whole minute. */
const windowMs = 60_000;
const marginMs = 100;

/**
 * The budget of one method in one workspace: at most `perMinute` requests in any minute, after a
 * small burst spread evenly. A request counts until a minute after its *answer*, so that latency
 * can't push one more into Slack's own minute. Callers are served in order.
 */
export class MethodBucket {
  requests = 0;
  rejected = 0;
  pausedUntil = 0;
  perMinute: number | undefined;
  readonly #clock: Clock;
  /** when each request of the last minute was answered; Infinity while in flight */
  #window: { answered: number }[] = [];
  /** when the evenly spread plan would be even with what was sent */
  #planned = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(clock: Clock, perMinute: number | undefined) {
    this.#clock = clock;
    this.perMinute = perMinute;
  }

  /** Waits for a place; call the result when the answer is there, whatever it is. */
  async take(signal?: AbortSignal): Promise<() => void> {
    const before = this.#queue;
    let next = () => {};
    this.#queue = new Promise((resolve) => {
      next = resolve;
    });
    await before;
    try {
      for (let wait = this.#waitMs(); wait > 0; wait = this.#waitMs())
        await this.#clock.sleep(wait, signal);
      signal?.throwIfAborted();
      return this.#spend();
    } finally {
      next();
    }
  }

  pause(ms: number): void {
    this.pausedUntil = Math.max(this.pausedUntil, this.#clock.now() + ms);
  }

  /** What could be sent within this minute; undefined without a limit. */
  get left(): number | undefined {
    if (this.perMinute === undefined) return undefined;
    this.#forget();
    return Math.max(0, this.perMinute - this.#window.length);
  }

  #spend(): () => void {
    this.requests += 1;
    if (this.perMinute === undefined) return () => {};
    const place = { answered: Number.POSITIVE_INFINITY };
    this.#window.push(place);
    this.#planned = Math.max(this.#planned, this.#clock.now()) + windowMs / this.perMinute;
    return () => {
      place.answered = this.#clock.now();
    };
  }

  #waitMs(): number {
    const now = this.#clock.now();
    if (this.pausedUntil > now) return this.pausedUntil - now;
    if (this.perMinute === undefined) return 0;
    this.#forget();
    const spacing = windowMs / this.perMinute;
    const early = this.#planned - now - spacing * (burst(this.perMinute) - 1);
    if (this.#window.length < this.perMinute) return Math.max(0, early);
    const freed = Math.min(...this.#window.map((place) => place.answered));
    // all in flight: look again after a moment, an answer frees none before its minute is over
    return Number.isFinite(freed) ? freed + windowMs + marginMs - now : spacing;
  }

  #forget(): void {
    const since = this.#clock.now() - windowMs - marginMs;
    this.#window = this.#window.filter((place) => place.answered > since);
  }
}

/** Slack tolerates small bursts and doesn't say how small: a fifth of a minute's requests. */
function burst(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / 5));
}
