import type { Attempt } from './courier.ts';
import type { Events } from './events.ts';
import { RequestUrl } from './request-url.ts';
import type { EventsWish, Subscription, SubscriptionWish } from './subscription.ts';

/** The app's request URL, as its owner sees it. */
export interface SubscriptionState {
  url: string;
  isVerified: boolean;
  /** why it isn't verified, in a sentence */
  refusal?: string;
  /** switched off, by a person or by Slack after an hour of failure */
  isDisabled: boolean;
  /** Socket Mode is on: the URL is kept, and gets nothing */
  isResting: boolean;
  /** the last deliveries over HTTP, oldest first */
  attempts: readonly Attempt[];
}

const shownAttempts = 50;

/** The event settings of the app: one request URL, or Socket Mode, and whether they are on. */
export class EventSettings {
  readonly #events: Events;
  #wish: SubscriptionWish | undefined;
  #refusal: string | undefined;

  constructor(events: Events) {
    this.#events = events;
  }

  /**
   * Verifies a request URL and makes it the app's. Throws, in a sentence, when it isn't verified:
   * then the one before stays.
   */
  async subscribe(wish: SubscriptionWish): Promise<SubscriptionState> {
    const before = this.#http;
    try {
      await this.#events.subscribe(wish);
    } catch (error) {
      if (!before) {
        this.#wish = wish;
        this.#refusal = error instanceof Error ? error.message : String(error);
      }
      throw error;
    }
    if (before) this.#events.unsubscribe(before);
    this.#wish = wish;
    this.#refusal = undefined;
    return this.#stateOf(wish);
  }

  get subscription(): SubscriptionState | undefined {
    return this.#wish && this.#stateOf(this.#wish);
  }

  /** What gets the events now, if anything was chosen. */
  get current(): Subscription | undefined {
    return this.#events.subscriptions[0];
  }

  /** A person's switch over all deliveries. */
  switchEvents(isOn: boolean): void {
    for (const subscription of this.#events.subscriptions)
      if (isOn) subscription.enable();
      else subscription.isDisabled = true;
  }

  /** Socket Mode on; off, the request URL that was kept is verified and used again. */
  async switchSockets(isOn: boolean, wish: EventsWish = {}): Promise<void> {
    if (isOn) {
      if (this.current?.line.kind !== 'socket') this.#events.useSockets(wish);
      return;
    }
    if (this.current?.line.kind === 'socket') this.#events.unsubscribe(this.current);
    if (this.#wish && !this.#refusal) await this.subscribe(this.#wish);
  }

  clear(): void {
    this.#wish = undefined;
    this.#refusal = undefined;
  }

  get #http(): Subscription | undefined {
    return this.#events.subscriptions.find(
      ({ line }) => line instanceof RequestUrl && line.url === this.#wish?.url,
    );
  }

  #stateOf(wish: SubscriptionWish): SubscriptionState {
    const isResting = this.current?.line.kind === 'socket';
    return {
      url: wish.url,
      isVerified: this.#refusal === undefined,
      ...(this.#refusal === undefined ? {} : { refusal: this.#refusal }),
      isDisabled: this.#http?.isDisabled ?? false,
      isResting,
      attempts: this.#events.attempts.filter(({ via }) => via === 'http').slice(-shownAttempts),
    };
  }
}
