import type { Clock } from '../clock.ts';
import { type ProbeState, RateProbe } from './rate-probe.ts';

/** What a window must hold of the far side's clock beside a whole minute. */
const windowMs = 60_000;
const marginMs = 100;
/** Not a time: only an answer can make room. */
const untilAnswer = Number.POSITIVE_INFINITY;

export interface BucketOptions {
  clock: Clock;
  /** undefined without a limit */
  perMinute: number | undefined;
  /** go above `perMinute` as long as Slack allows it */
  probe?: boolean;
  /** what earlier owners are known to have done */
  restored?: BucketState | undefined;
  /** ms; the minute before it counts as used up by an owner that we know nothing of */
  spentAt?: number | undefined;
}

/** What of a bucket outlives its owner. */
export interface BucketState {
  /** ms; when the requests of the last minute were answered */
  answered: number[];
  /** ms */
  pausedUntil: number;
  probe?: ProbeState;
}

interface Place {
  /** Infinity while in flight */
  answered: number;
  /** beyond what was ever allowed in a minute */
  isTrial: boolean;
}

/**
 * The budget of one method in one workspace: at most `perMinute` requests in any minute, after a
 * small burst spread evenly. A request counts until a minute after its *answer*, so that latency
 * can't push one more into Slack's own minute. Callers are served in order.
 */
export class MethodBucket {
  requests = 0;
  rejected = 0;
  pausedUntil = 0;
  /** a narrower plan for now: fewer in a minute, or so many in flight */
  hold: { perMinute?: number; atOnce?: number } | undefined;
  readonly #clock: Clock;
  readonly #documented: number | undefined;
  readonly #probe: RateProbe | undefined;
  #window: Place[] = [];
  /** when the evenly spread plan would be even with what was sent */
  #planned = 0;
  #queue: Promise<void> = Promise.resolve();
  #answer = Promise.withResolvers<void>();

  constructor({ clock, perMinute, probe = false, restored, spentAt }: BucketOptions) {
    this.#clock = clock;
    this.#documented = perMinute;
    this.pausedUntil = restored?.pausedUntil ?? 0;
    if (perMinute === undefined) return;
    if (probe) this.#probe = new RateProbe(perMinute, clock.now(), restored?.probe);
    const spent = spentAt === undefined ? [] : Array<number>(perMinute).fill(spentAt);
    this.#window = [...spent, ...(restored?.answered ?? [])].map((answered) => ({
      answered,
      isTrial: false,
    }));
  }

  /** The plan; undefined without a limit. */
  get perMinute(): number | undefined {
    return this.hold?.perMinute ?? this.#probe?.perMinute ?? this.#documented;
  }

  /** Requests of the last minute, those in flight included. */
  get inMinute(): number {
    this.#forget();
    return this.#window.length;
  }

  /** What could be sent within this minute; undefined without a limit. */
  get left(): number | undefined {
    return this.perMinute === undefined ? undefined : Math.max(0, this.perMinute - this.inMinute);
  }

  /** ms; when one more request could leave if nobody else asked and answers came at once. */
  get nextFreeAt(): number {
    const now = this.#clock.now();
    const wait = this.#waitMs();
    return now + (wait === untilAnswer ? Math.ceil(spacing(this.perMinute)) : wait);
  }

  /** How many may leave at this very moment, one right after another. */
  get room(): number {
    const now = this.#clock.now();
    if (this.pausedUntil > now) return 0;
    const { perMinute, left = Number.POSITIVE_INFINITY } = this;
    if (perMinute === undefined) return left;
    const early = now + spacing(perMinute) * (burst(perMinute) - 1) - Math.max(this.#planned, now);
    const planned = Math.floor(early / spacing(perMinute)) + 1;
    return Math.max(0, Math.min(left, planned));
  }

  get state(): BucketState {
    this.#forget();
    const now = this.#clock.now();
    return {
      answered: this.#window.map(({ answered }) => Math.min(answered, now)),
      pausedUntil: this.pausedUntil,
      ...(this.#probe ? { probe: this.#probe.state } : {}),
    };
  }

  /** Waits for a place; call the result when the answer is there, whatever it is. */
  async take(signal?: AbortSignal): Promise<() => void> {
    const before = this.#queue;
    const turn = Promise.withResolvers<void>();
    this.#queue = turn.promise;
    await before;
    try {
      for (let wait = this.#waitMs(); wait > 0; wait = this.#waitMs())
        if (wait === untilAnswer) await abortable(this.#answer.promise, signal);
        else await this.#clock.sleep(wait, signal);
      signal?.throwIfAborted();
      return this.#spend();
    } finally {
      turn.resolve();
    }
  }

  /** Slack rejected a call: nothing more for so long. */
  reject(pauseMs: number): void {
    const now = this.#clock.now();
    this.rejected += 1;
    this.pausedUntil = Math.max(this.pausedUntil, now + pauseMs);
    if (this.hold?.perMinute === undefined) this.#probe?.rejected(now);
  }

  #spend(): () => void {
    const now = this.#clock.now();
    const { perMinute } = this;
    this.requests += 1;
    const place = { answered: Number.POSITIVE_INFINITY, isTrial: this.#isTrial };
    if (perMinute !== undefined || this.hold) this.#window.push(place);
    if (perMinute !== undefined) {
      this.#planned = Math.max(this.#planned, now) + spacing(perMinute);
      this.#probe?.sent(this.#window.length, now);
    }
    return () => {
      place.answered = this.#clock.now();
      this.#answer.resolve();
      this.#answer = Promise.withResolvers();
    };
  }

  get #isTrial(): boolean {
    return this.#probe !== undefined && this.#window.length >= this.#probe.proven;
  }

  #waitMs(): number {
    const now = this.#clock.now();
    if (this.pausedUntil > now) return this.pausedUntil - now;
    this.#forget();
    const flying = this.#window.filter(({ answered }) => !Number.isFinite(answered));
    if (flying.length >= (this.hold?.atOnce ?? Number.POSITIVE_INFINITY)) return untilAnswer;
    const { perMinute } = this;
    if (perMinute === undefined) return 0;
    if (this.#isTrial && flying.some(({ isTrial }) => isTrial)) return untilAnswer;
    const early = this.#planned - now - spacing(perMinute) * (burst(perMinute) - 1);
    // whole ms: a clock may stand still for less
    if (this.#window.length < perMinute) return Math.max(0, Math.ceil(early));
    const freed = Math.min(...this.#window.map(({ answered }) => answered));
    return Number.isFinite(freed) ? freed + windowMs + marginMs - now : untilAnswer;
  }

  #forget(): void {
    const since = this.#clock.now() - windowMs - marginMs;
    this.#window = this.#window.filter(({ answered }) => answered > since);
  }
}

function spacing(perMinute: number | undefined): number {
  return perMinute === undefined ? 0 : windowMs / perMinute;
}

/** Slack tolerates small bursts and doesn't say how small: a fifth of a minute's requests. */
function burst(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / 5));
}

async function abortable(awaited: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return awaited;
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await Promise.race([awaited, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
