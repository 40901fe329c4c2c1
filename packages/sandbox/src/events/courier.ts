import type { Clock } from '../clock/clock.ts';
import type { FailureReason, Retry } from './line.ts';
import type { Subscription } from './subscription.ts';

/** One attempt to deliver, as tests and the page look back on it. */
export interface Attempt {
  /** ms, when its outcome was known */
  at: number;
  eventId: string;
  name: string;
  via: 'http' | 'socket';
  /** 0 the first, then the number of the retry */
  retry: number;
  outcome: 'ok' | FailureReason;
  /** ms, when it is tried again; absent: this was the last attempt */
  nextAt?: number;
}

/** One event on its way: the same bytes and id on every attempt. */
export interface Delivery {
  name: string;
  eventId: string;
  body: string;
}

/** How many attempts are remembered, the newest. */
const longestMemory = 10_000;

/** Carries deliveries along their lines, again at Slack's intervals when they fail. */
export class Courier {
  /** oldest first */
  readonly attempts: Attempt[] = [];
  readonly #clock: Clock;
  readonly #running = new Set<Promise<void>>();
  readonly #listeners = new Set<(attempt: Attempt, body: string) => void>();
  #epoch = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  deliver(subscription: Subscription, delivery: Delivery): void {
    this.#attempt(subscription, delivery, undefined);
  }

  /** Sends what is no event of its own, once. */
  remark(subscription: Subscription, body: string): void {
    this.#track(subscription.line.send(body).then(() => undefined));
  }

  /** Runs `work` in `ms`, unless everything is forgotten until then. */
  later(ms: number, work: () => void): void {
    const epoch = this.#epoch;
    this.#clock.after(ms, () => {
      if (epoch === this.#epoch) work();
    });
  }

  /** Hears of every attempt from now on; the answer ends that. */
  onAttempt(listener: (attempt: Attempt, body: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when no attempt is on its way; retries that wait for their time don't count. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Forgets attempts and everything that waits. */
  clear(): void {
    this.#epoch++;
    this.attempts.length = 0;
  }

  #attempt(subscription: Subscription, delivery: Delivery, retry: Retry | undefined): void {
    const epoch = this.#epoch;
    const run = async () => {
      const sent = await subscription.line.send(delivery.body, retry);
      if (epoch !== this.#epoch) return;
      const now = this.#clock.now();
      subscription.judge(now, sent.ok);
      const number = retry?.number ?? 0;
      const wait = sent.ok || sent.noRetry ? undefined : subscription.retries[number];
      const isLast = wait === undefined || subscription.isDisabled;
      const attempt: Attempt = {
        at: now,
        eventId: delivery.eventId,
        name: delivery.name,
        via: subscription.line.kind,
        retry: number,
        outcome: sent.ok ? 'ok' : sent.reason,
        ...(isLast ? {} : { nextAt: now + wait }),
      };
      this.#remember(attempt, delivery.body);
      if (sent.ok || isLast) return;
      const again = () => {
        if (subscription.isDisabled) return;
        this.#attempt(subscription, delivery, { number: number + 1, reason: sent.reason });
      };
      if (wait === 0) again();
      else this.later(wait, again);
    };
    this.#track(run());
  }

  #remember(attempt: Attempt, body: string): void {
    if (this.attempts.length >= longestMemory) this.attempts.shift();
    this.attempts.push(attempt);
    for (const listener of this.#listeners) listener(attempt, body);
  }

  #track(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }
}
