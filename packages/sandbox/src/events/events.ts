import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { View } from '../serve/view.ts';
import type { Change } from '../world/change.ts';
import type { App } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { envelope } from './envelope.ts';
import { EventTimes, type Told } from './event.ts';
import { eventScopes } from './event-scopes.ts';
import { type FailureReason, send } from './send.ts';
import { Subscription, type SubscriptionWish } from './subscription.ts';
import { tell } from './tell.ts';

/** One attempt to deliver, as tests look back on it. */
export interface Attempt {
  eventId: string;
  name: string;
  /** 0 the first, then the number of the retry */
  retry: number;
  outcome: 'ok' | FailureReason;
}

export interface EventsOptions {
  world: World;
  clock: Clock;
  faults: Faults;
  signingSecret: string;
  app: () => App;
  baseUrl: () => string;
}

/** Slack's own limit of deliveries per workspace, app and hour. */
const slackPerHour = 30_000;

/** A delivery that was held back for the next one waits that long. */
const longestHold = 60_000;

/** How many attempts are remembered, the newest. */
const longestMemory = 10_000;

interface Delivery {
  told: Told;
  body: string;
  eventId: string;
}

/** The Events API over HTTP: tells every change of the world to the request URLs that want it. */
export class Events {
  /** lower it to see `app_rate_limited` */
  perHour = slackPerHour;
  /** oldest first */
  readonly attempts: Attempt[] = [];
  readonly #options: EventsOptions;
  #times = new EventTimes();
  #subscriptions: Subscription[] = [];
  readonly #listeners = new Set<(told: Told) => void>();
  #held: (() => void) | undefined;
  readonly #running = new Set<Promise<void>>();
  #epoch = 0;

  constructor(options: EventsOptions) {
    this.#options = options;
    options.world.onChange((change) => this.#hear(change));
  }

  /** Verifies a request URL by Slack's handshake and delivers to it from now on. */
  async subscribe(wish: SubscriptionWish): Promise<Subscription> {
    const challenge = randomUUID();
    const body = JSON.stringify({ token: 'sandbox', challenge, type: 'url_verification' });
    const sent = await send({ ...this.#options, url: wish.url }, body);
    const answer = sent.ok ? sent.text.trim() : '';
    const isRight =
      answer === challenge ||
      answer.includes(`challenge=${challenge}`) ||
      inJson(answer, challenge);
    if (!isRight)
      throw new Error(
        `${wish.url} did not answer the challenge (${sent.ok ? 'wrong answer' : sent.reason})`,
      );
    const subscription = new Subscription(wish);
    this.#subscriptions.push(subscription);
    return subscription;
  }

  unsubscribe(subscription: Subscription): void {
    this.#subscriptions = this.#subscriptions.filter((other) => other !== subscription);
  }

  /**
   * Hears, in this process and at once, every event that a request URL for all of them would be
   * sent. When and whether it arrives is the listener's affair. The answer ends that.
   */
  listen(hear: (told: Told) => void): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  /** Resolves when no attempt is on its way; retries that wait for their time don't count. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Forgets subscriptions, attempts and everything that waits. */
  clear(): void {
    this.#epoch++;
    this.#subscriptions = [];
    this.#held = undefined;
    this.attempts.length = 0;
    this.#times = new EventTimes();
    this.perHour = slackPerHour;
  }

  #hear(change: Change): void {
    if (this.#subscriptions.length === 0 && this.#listeners.size === 0) return;
    for (const told of tell(this.#view(), change, this.#times)) {
      if (!this.#mayHear(told)) continue;
      for (const hear of this.#listeners) hear(told);
      for (const subscription of this.#subscriptions)
        if (subscription.wants(told.name)) this.#offer(subscription, told);
    }
  }

  /** By scope, and by being in the channel: no events to non-members. */
  #mayHear(told: Told): boolean {
    if (told.name === 'tokens_revoked' || told.name === 'app_uninstalled') return true;
    const { world } = this.#options;
    const { botUserId } = this.#options.app();
    const scopes = this.#scopes();
    const needed = eventScopes(told.name);
    if (scopes.size === 0) return false;
    if (needed.length > 0 && !needed.some((scope) => scopes.has(scope))) return false;
    return (
      told.channelId === undefined || world.channel(told.channelId).members.includes(botUserId)
    );
  }

  #offer(subscription: Subscription, told: Told): void {
    const { clock, faults } = this.#options;
    const met = { event: told.event.type };
    if (!subscription.admit(clock.now(), this.perHour)) {
      this.#limited(subscription);
      return;
    }
    if (faults.take('lose', met)) return;
    const go = () => {
      this.#deliver(subscription, told);
      this.#release();
    };
    const delay = faults.take('delay', met);
    const isHeld = faults.take('reorder', met);
    if (delay) clock.after(delay.ms, this.#ifCurrent(go));
    else if (isHeld && !this.#held) {
      this.#held = () => this.#deliver(subscription, told);
      // nothing may follow for long: then it goes alone
      clock.after(
        longestHold,
        this.#ifCurrent(() => this.#release()),
      );
    } else go();
    const copies = faults.take('duplicate', met)?.copies ?? 0;
    for (let i = 0; i < copies; i++) this.#deliver(subscription, told);
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.();
  }

  #deliver(subscription: Subscription, told: Told): void {
    const eventId = `Ev${randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`;
    this.#attempt(subscription, { told, eventId, body: this.#wrap(told, eventId) }, 0, {});
  }

  #attempt(
    subscription: Subscription,
    delivery: Delivery,
    retry: number,
    headers: Record<string, string>,
  ): void {
    const { clock } = this.#options;
    const epoch = this.#epoch;
    const run = async () => {
      const sent = await send({ ...this.#options, url: subscription.url }, delivery.body, headers);
      if (epoch !== this.#epoch) return;
      subscription.judge(clock.now(), sent.ok);
      if (this.attempts.length >= longestMemory) this.attempts.shift();
      this.attempts.push({
        eventId: delivery.eventId,
        name: delivery.told.name,
        retry,
        outcome: sent.ok ? 'ok' : sent.reason,
      });
      const wait = subscription.retries[retry];
      if (sent.ok || sent.noRetry || wait === undefined || subscription.isDisabled) return;
      const next = {
        'x-slack-retry-num': String(retry + 1),
        'x-slack-retry-reason': sent.reason,
      };
      const again = () => this.#attempt(subscription, delivery, retry + 1, next);
      if (wait === 0) again();
      else clock.after(wait, this.#ifCurrent(again));
    };
    this.#track(run());
  }

  /** Once a minute while limited: a bare object, no event_callback. */
  #limited(subscription: Subscription): void {
    const { clock } = this.#options;
    const minute = Math.floor(clock.now() / 60_000) * 60;
    if (subscription.limitedMinute === minute) return;
    subscription.limitedMinute = minute;
    const body = JSON.stringify({
      token: 'sandbox',
      type: 'app_rate_limited',
      team_id: this.#options.world.team.current.id,
      minute_rate_limited: minute,
      api_app_id: this.#options.app().id,
    });
    this.#track(send({ ...this.#options, url: subscription.url }, body).then(() => undefined));
  }

  #wrap(told: Told, eventId: string): string {
    const { world, clock } = this.#options;
    return envelope(world, this.#options.app(), told, { eventId, at: clock.now() });
  }

  #scopes(): ReadonlySet<string> {
    const { id } = this.#options.app();
    const tokens = [...this.#options.world.tokens.values()];
    return new Set(
      tokens
        .filter((token) => token.appId === id && token.kind === 'bot' && !token.failure)
        .flatMap((token) => token.scopes),
    );
  }

  #view(): View {
    const { world, baseUrl } = this.#options;
    return {
      world,
      asOf: Number.POSITIVE_INFINITY,
      baseUrl: baseUrl(),
      withEmail: this.#scopes().has('users:read.email'),
      withMetadata: true,
      reactionUsers: 50,
    };
  }

  /** What waits for its time dies with a reset. */
  #ifCurrent(work: () => void): () => void {
    const epoch = this.#epoch;
    return () => {
      if (epoch === this.#epoch) work();
    };
  }

  #track(work: Promise<void>): void {
    this.#running.add(work);
    void work.finally(() => this.#running.delete(work));
  }
}

function inJson(answer: string, challenge: string): boolean {
  try {
    return (JSON.parse(answer) as { challenge?: unknown }).challenge === challenge;
  } catch {
    return false;
  }
}
