import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { View } from '../serve/view.ts';
import type { Sockets } from '../sockets/sockets.ts';
import type { Change } from '../world/change.ts';
import type { App } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { type Attempt, Courier } from './courier.ts';
import { envelope } from './envelope.ts';
import { EventTimes, type Told } from './event.ts';
import { eventScopes } from './event-scopes.ts';
import { RequestUrl } from './request-url.ts';
import { type EventsWish, Subscription, type SubscriptionWish } from './subscription.ts';
import { tell } from './tell.ts';

export interface EventsOptions {
  world: World;
  clock: Clock;
  faults: Faults;
  sockets: Sockets;
  signingSecret: string;
  app: () => App;
  baseUrl: () => string;
}

/** Slack's own limit of deliveries per workspace, app and hour. */
const slackPerHour = 30_000;

/** An app hears of its own fate whatever its tokens may. */
const always: ReadonlySet<string> = new Set(['tokens_revoked', 'app_uninstalled']);

/** A delivery that was held back for the next one waits that long. */
const longestHold = 60_000;

/**
 * The Events API: tells every change of the world to the request URLs that want it, or over the
 * app's sockets. An app has one of both, as with Slack: the last that was chosen.
 */
export class Events {
  /** lower it to see `app_rate_limited` */
  perHour = slackPerHour;
  readonly #options: EventsOptions;
  readonly #courier: Courier;
  #times = new EventTimes();
  #subscriptions: Subscription[] = [];
  readonly #listeners = new Set<(told: Told) => void>();
  #held: (() => void) | undefined;

  constructor(options: EventsOptions) {
    this.#options = options;
    this.#courier = new Courier(options.clock);
    options.world.onChange((change) => this.#hear(change));
  }

  /** Every attempt so far, oldest first. */
  get attempts(): readonly Attempt[] {
    return this.#courier.attempts;
  }

  /** Who gets the events. */
  get subscriptions(): readonly Subscription[] {
    return this.#subscriptions;
  }

  /** Verifies a request URL by Slack's handshake and delivers to it from now on. */
  async subscribe(wish: SubscriptionWish): Promise<Subscription> {
    const line = new RequestUrl(wish.url, this.#options);
    const refusal = await line.verify();
    if (refusal) throw new Error(refusal);
    this.#endSockets();
    const subscription = new Subscription(line, wish);
    this.#subscriptions.push(subscription);
    return subscription;
  }

  /** Turns Socket Mode on: events go to the app's connections, not to request URLs. */
  useSockets(wish: EventsWish = {}): Subscription {
    const { sockets } = this.#options;
    for (const other of this.#subscriptions) other.isDisabled = true;
    const subscription = new Subscription(sockets, wish);
    this.#subscriptions = [subscription];
    sockets.mode = 'on';
    return subscription;
  }

  /** A single-use address for a socket. The first app to ask, with nothing chosen, chooses so. */
  openSocket(appId: string): string {
    const { sockets, baseUrl } = this.#options;
    if (sockets.mode === 'undecided') this.useSockets();
    return `${baseUrl().replace(/^http/, 'ws')}${sockets.open(appId)}`;
  }

  unsubscribe(subscription: Subscription): void {
    subscription.isDisabled = true;
    this.#subscriptions = this.#subscriptions.filter((other) => other !== subscription);
    if (subscription.line.kind === 'socket') this.#endSockets();
  }

  /**
   * Hears, in this process and at once, every event that a request URL for all of them would be
   * sent. When and whether it arrives is the listener's affair. The answer ends that.
   */
  listen(hear: (told: Told) => void): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  /** Hears of every attempt to deliver; the answer ends that. */
  onAttempt(hear: (attempt: Attempt, body: string) => void): () => void {
    return this.#courier.onAttempt(hear);
  }

  /** Resolves when no attempt is on its way; retries that wait for their time don't count. */
  settled(): Promise<void> {
    return this.#courier.settled();
  }

  /** Forgets subscriptions, attempts and everything that waits. */
  clear(): void {
    this.#courier.clear();
    this.#options.sockets.clear();
    this.#subscriptions = [];
    this.#held = undefined;
    this.#times = new EventTimes();
    this.perHour = slackPerHour;
  }

  #endSockets(): void {
    const { sockets } = this.#options;
    sockets.mode = 'off';
    sockets.disconnect('link_disabled');
    for (const other of this.#subscriptions)
      if (other.line.kind === 'socket') other.isDisabled = true;
    this.#subscriptions = this.#subscriptions.filter(({ line }) => line.kind !== 'socket');
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
    if (always.has(told.name)) return true;
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
    const at = clock.now();
    const go = () => {
      this.#deliver(subscription, told, at);
      this.#release();
    };
    const delay = faults.take('delay', met);
    const isHeld = faults.take('reorder', met);
    if (delay) this.#courier.later(delay.ms, go);
    else if (isHeld && !this.#held) {
      this.#held = () => this.#deliver(subscription, told, at);
      // nothing may follow for long: then it goes alone
      this.#courier.later(longestHold, () => this.#release());
    } else go();
    const copies = faults.take('duplicate', met)?.copies ?? 0;
    for (let i = 0; i < copies; i++) this.#deliver(subscription, told, at);
  }

  #release(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.();
  }

  /** `at` is when it happened: however late it comes, `event_time` says so. */
  #deliver(subscription: Subscription, told: Told, at: number): void {
    const { world } = this.#options;
    const eventId = `Ev${randomUUID().replaceAll('-', '').slice(0, 9).toUpperCase()}`;
    const body = envelope(world, this.#options.app(), told, { eventId, at });
    this.#courier.deliver(subscription, { name: told.name, eventId, body });
  }

  /** Once a minute while limited: a bare object, for which sockets have no envelope. */
  #limited(subscription: Subscription): void {
    const minute = Math.floor(this.#options.clock.now() / 60_000) * 60;
    if (subscription.limitedMinute === minute || subscription.line.kind === 'socket') return;
    subscription.limitedMinute = minute;
    const body = JSON.stringify({
      token: 'sandbox',
      type: 'app_rate_limited',
      team_id: this.#options.world.team.current.id,
      minute_rate_limited: minute,
      api_app_id: this.#options.app().id,
    });
    this.#courier.remark(subscription, body);
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
}
