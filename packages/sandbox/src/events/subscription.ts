import type { Line } from './line.ts';

/** Which events an app wants, and how patiently they are brought. */
export interface EventsWish {
  /** names of the catalogue; default: all that the app's scopes allow */
  events?: readonly string[];
  /** Slack's Delayed Events: hourly retries for a day after the three */
  isDelayed?: boolean;
}

/** Where an app wants its events, and which. */
export interface SubscriptionWish extends EventsWish {
  /** the request URL; it is verified first */
  url: string;
}

/** Retries at once, after 1 minute and after 5 minutes. */
const retries: readonly number[] = [0, 60_000, 300_000];
const hourly: readonly number[] = Array.from({ length: 24 }, () => 3_600_000);
const hour = 3_600_000;

/** A line that wants events, with what Slack remembers of its deliveries. */
export class Subscription {
  readonly line: Line;
  readonly events: ReadonlySet<string> | undefined;
  readonly retries: readonly number[];
  /** switched off by Slack after an hour of failure, or by a person, who switches it on again */
  isDisabled = false;
  /** the minute (s) of the last app_rate_limited */
  limitedMinute = 0;
  #attempts: { at: number; ok: boolean }[] = [];
  #started: number[] = [];

  constructor(line: Line, wish: EventsWish) {
    this.line = line;
    this.events = wish.events && new Set(wish.events);
    this.retries = wish.isDelayed ? [...retries, ...hourly] : retries;
  }

  wants(name: string): boolean {
    return !this.isDisabled && (this.events === undefined || this.events.has(name));
  }

  /** On again, with the failures forgotten, as when a person saves the settings. */
  enable(): void {
    this.isDisabled = false;
    this.#attempts = [];
  }

  /** Counts one more event of this hour; false: over the limit, it is dropped. */
  admit(now: number, perHour: number): boolean {
    if ((this.#started[0] ?? now) <= now - hour)
      this.#started = this.#started.filter((at) => at > now - hour);
    if (this.#started.length >= perHour) return false;
    this.#started.push(now);
    return true;
  }

  /** Counts an attempt. Above 95 % failures in an hour of 1,000 and more, Slack switches off. */
  judge(now: number, ok: boolean): void {
    this.#attempts.push({ at: now, ok });
    if (ok || this.#attempts.length < 1_000) return;
    this.#attempts = this.#attempts.filter(({ at }) => at > now - hour);
    const good = this.#attempts.filter((attempt) => attempt.ok).length;
    if (this.#attempts.length >= 1_000 && good < this.#attempts.length * 0.05)
      this.isDisabled = true;
  }
}
