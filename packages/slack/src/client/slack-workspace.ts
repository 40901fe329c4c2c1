import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';
import type { Channel, Page, Person, SlackFile, WorkspaceIdentity } from '../model.ts';
import { parseChannel } from '../parse/channel.ts';
import { type Fields, fields, list, text } from '../parse/fields.ts';
import { parseMessage } from '../parse/message.ts';
import { parsePerson } from '../parse/person.ts';
import { ClampWatch, clampedPage } from './clamp-watch.ts';
import { download } from './download.ts';
import { listing } from './listing.ts';
import { type Bounds, messagePage } from './message-page.ts';
import type { RatePlan, WorkspaceRateState } from './rate-plan.ts';
import { isPassing, retried } from './retry.ts';
import { type MethodUsage, type Rate, Scheduler } from './scheduler.ts';
import { limitedMethods } from './tiers.ts';
import { slackApiUrl, WebApi } from './web-api.ts';
import { workspaceIdentity } from './workspace-identity.ts';

export interface SlackWorkspaceOptions {
  token: string;
  clock: Clock;
  /** any server that speaks the Web API; default Slack's own */
  apiUrl?: string;
  /** of a token that many workspaces share: the one that is meant */
  teamId?: string;
  /** default `documented` */
  rate?: Rate;
  /** goes above the documented tiers as long as Slack allows it; default false */
  probe?: boolean;
  /** `rateState()` of whoever used this app in this workspace before */
  restored?: WorkspaceRateState | undefined;
  /** somebody that we know nothing of was at work until now: the last minute counts as spent */
  spent?: boolean;
  /** bytes of one file; default 32 MiB */
  fileCap?: number;
  fetch?: typeof fetch;
  /** in [0, 1), for jitter */
  random?: () => number;
  /** ms of real time for one request; default a minute */
  timeoutMs?: number;
}

type Settings = Required<
  Omit<SlackWorkspaceOptions, 'rate' | 'probe' | 'restored' | 'spent' | 'teamId'>
> & { teamId?: string };

const historyPage = 999;
const repliesPage = 999;
/** A page that Slack can't build is asked for in halves, down to this. */
const smallestPage = 200;

/** A live workspace over the Web API, read with a bot token under Slack's limits (SYN-2). */
export class SlackWorkspace {
  readonly kind = 'live';
  readonly #scheduler: Scheduler;
  readonly #api: WebApi;
  readonly #clamp: ClampWatch;
  readonly #options: Settings;

  constructor(options: SlackWorkspaceOptions) {
    this.#options = {
      apiUrl: slackApiUrl,
      fileCap: 32 * 1024 * 1024,
      fetch: globalThis.fetch,
      random: Math.random,
      timeoutMs: 60_000,
      ...options,
    };
    this.#scheduler = new Scheduler({
      ...options,
      restored: options.restored?.methods,
      heard: (verdict) => this.#clamp.heard(verdict),
    });
    this.#clamp = new ClampWatch(this.#scheduler, options.clock, options.restored?.clamp);
    this.#api = new WebApi({ ...this.#options, scheduler: this.#scheduler });
  }

  /** Requests made, rejected and left in this minute, by method. */
  usage(): Record<string, MethodUsage> {
    return this.#scheduler.usage();
  }

  /** Slack holds this app to 15 messages a minute; an export ZIP is the quicker way in. */
  get isClamped(): boolean {
    return this.#clamp.isClamped;
  }

  /**
   * The limits as they are planned now, for every method that has one: what is left of this
   * minute and when the next request may leave. Slack may take the clamp away or put it on later.
   */
  plan(): RatePlan {
    return {
      clamped: this.isClamped,
      pageSize: this.isClamped ? clampedPage : historyPage,
      methods: this.#scheduler.plan(limitedMethods),
    };
  }

  /** What the plan of now allows in a minute; undefined without a limit. */
  historyPerMinute(): number | undefined {
    return this.plan().methods['conversations.history']?.perMinute;
  }

  /** For `restored` of whoever reads this workspace with this app next. */
  rateState(): WorkspaceRateState {
    return { methods: this.#scheduler.state(), clamp: this.#clamp.state };
  }

  identity(signal?: AbortSignal): Promise<WorkspaceIdentity> {
    return workspaceIdentity(this.#api, signal);
  }

  /** The app behind a bot; undefined where the token may not ask (`users:read`). */
  async appOf(botId: string, signal?: AbortSignal): Promise<string | undefined> {
    try {
      const { body } = await this.#api.read('bots.info', { bot: botId }, signal);
      return text(fields(body.bot).app_id);
    } catch (error) {
      if (error instanceof SlackError && (error.class === 'scope' || error.class === 'request'))
        return undefined;
      throw error;
    }
  }

  /** All channels that the token may list; without `groups:read` the public ones. */
  async *channels(signal?: AbortSignal): AsyncIterable<Channel[]> {
    try {
      yield* this.#channels('public_channel,private_channel', signal);
    } catch (error) {
      if (!(error instanceof SlackError) || error.class !== 'scope') throw error;
      yield* this.#channels('public_channel', signal);
    }
  }

  #channels(types: string, signal?: AbortSignal): AsyncIterable<Channel[]> {
    const args = { types, exclude_archived: false, ...this.#team() };
    return listing(
      this.#api,
      { method: 'conversations.list', args, member: 'channels', parse: parseChannel },
      signal,
    );
  }

  channel(id: string, signal?: AbortSignal): Promise<Channel> {
    return this.#one('conversations.info', { channel: id }, 'channel', parseChannel, signal);
  }

  people(signal?: AbortSignal): AsyncIterable<Person[]> {
    return listing(
      this.#api,
      { method: 'users.list', args: this.#team(), member: 'members', parse: parsePerson },
      signal,
    );
  }

  person(id: string, signal?: AbortSignal): Promise<Person> {
    return this.#one('users.info', { user: id }, 'user', parsePerson, signal);
  }

  /** All that are in use. */
  async userGroups(
    signal?: AbortSignal,
  ): Promise<{ id: string; handle: string | undefined; name: string | undefined }[]> {
    const { body } = await this.#api.read('usergroups.list', this.#team(), signal);
    return list(body.usergroups)
      .map(fields)
      .flatMap(({ id, handle, name }) =>
        typeof id === 'string' ? [{ id, handle: text(handle), name: text(name) }] : [],
      );
  }

  /** What to call each; empty where the scope is missing or the server has no such method. */
  async groups(signal?: AbortSignal): Promise<Map<string, string>> {
    try {
      const groups = await this.userGroups(signal);
      return new Map(
        groups.flatMap(({ id, handle, name }) => {
          const shown = handle ?? name;
          return shown === undefined ? [] : [[id, shown] as const];
        }),
      );
    } catch (error) {
      if (error instanceof SlackError && (error.class === 'scope' || error.class === 'request'))
        return new Map();
      throw error;
    }
  }

  async join(channelId: string, signal?: AbortSignal): Promise<void> {
    try {
      await this.#api.once('conversations.join', { channel: channelId }, signal);
    } catch (error) {
      if (!(error instanceof SlackError) || error.class !== 'benign') throw error;
    }
  }

  /** Made by the bot, which is in it. Once: a name is taken by whoever came first. */
  async createChannel(
    { name, isPrivate }: { name: string; isPrivate: boolean },
    signal?: AbortSignal,
  ): Promise<Channel> {
    const args = { name, is_private: isPrivate, ...this.#team() };
    const { body } = await this.#api.once('conversations.create', args, signal);
    const made = parseChannel(body.channel);
    // who made it is in it, whatever the answer leaves out
    if (made) return { ...made, isMember: true };
    throw new SlackError('invalid_answer', 'conversations.create was answered without a channel.');
  }

  /** Lets people into a channel; who is there already stays. */
  async invite(channelId: string, userId: string, signal?: AbortSignal): Promise<void> {
    try {
      const args = { channel: channelId, users: userId };
      await this.#api.once('conversations.invite', args, signal);
    } catch (error) {
      if (!(error instanceof SlackError) || error.class !== 'benign') throw error;
    }
  }

  history(channelId: string, bounds: Bounds, signal?: AbortSignal): Promise<Page> {
    const args = { channel: channelId, limit: historyPage, ...bounds };
    return this.#messages('conversations.history', args, bounds, undefined, signal);
  }

  /** With the root's ts: a reply's would give that reply alone. */
  replies(channelId: string, rootTs: string, bounds: Bounds, signal?: AbortSignal): Promise<Page> {
    const args = { channel: channelId, ts: rootTs, limit: repliesPage, ...bounds };
    return this.#messages('conversations.replies', args, bounds, rootTs, signal);
  }

  async reactions(channelId: string, ts: string, signal?: AbortSignal): Promise<Page> {
    const args = { channel: channelId, timestamp: ts, full: true };
    const { body, read } = await this.#api.read('reactions.get', args, signal);
    // only the reactions are asked for: a server may leave the rest of the message out
    const message = parseMessage({ ...fields(body.message), ts });
    return { messages: message ? [message] : [], hasMore: false, isLimited: false, read };
  }

  download(
    file: SlackFile,
    signal?: AbortSignal,
  ): Promise<{ body: ReadableStream<Uint8Array>; contentType: string; size?: number }> {
    const { clock, random, fileCap: cap } = this.#options;
    const open = () => download(file, { ...this.#options, cap }, signal);
    return retried(() => this.#scheduler.run('files', open, signal), { clock, random, signal });
  }

  #team(): { team_id?: string } {
    const { teamId } = this.#options;
    return teamId === undefined ? {} : { team_id: teamId };
  }

  async #one<T>(
    method: string,
    args: Fields,
    member: string,
    parse: (raw: unknown) => T | undefined,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { body } = await this.#api.read(method, args, signal);
    const item = parse(body[member]);
    if (item !== undefined) return item;
    throw new SlackError('invalid_answer', `${method} was answered without a ${member}.`);
  }

  async #messages(
    method: string,
    args: Fields & { limit: number },
    bounds: Bounds,
    rootTs: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Page> {
    let asked = args.limit;
    try {
      // as it stands when the request leaves, not when it began to wait
      const current = () => {
        asked = this.#clamp.limit(args.limit);
        return { ...args, limit: asked };
      };
      const answer = await this.#api.read(method, current, signal);
      const page = messagePage(method, answer, bounds, rootTs);
      const served = list(answer.body.messages).length;
      this.#clamp.saw({ served, hasMore: page.hasMore, asked });
      return page;
    } catch (error) {
      // some large pages fail at Slack however often they are asked for
      if (!isPassing(error) || isOffline(error) || args.limit < 2 * smallestPage) throw error;
      const limit = Math.floor(args.limit / 2);
      return this.#messages(method, { ...args, limit }, bounds, rootTs, signal);
    }
  }
}

/** No page is too large for a server that can't be reached at all. */
function isOffline(error: unknown): boolean {
  return error instanceof SlackError && error.code === 'network_error';
}
