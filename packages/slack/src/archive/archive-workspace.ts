import { download } from '../client/download.ts';
import { slackApiUrl } from '../client/web-api.ts';
import { SlackError } from '../error.ts';
import type {
  Channel,
  Interval,
  Message,
  Page,
  Person,
  SlackFile,
  WorkspaceIdentity,
} from '../model.ts';
import { list } from '../parse/fields.ts';
import { parseMessage } from '../parse/message.ts';
import { parsePerson } from '../parse/person.ts';
import { ChannelIndex, type Place } from './channel-index.ts';
import { DayFiles } from './day-files.ts';
import { type ExportedChannel, type ExportLayout, exportLayout } from './export-layout.ts';
import { newestInstant } from './newest-instant.ts';
import type { Report } from './problem.ts';
import { ZipReader } from './zip-reader.ts';

export interface ArchiveOptions {
  /** of the export's workspace: an export itself doesn't say; from `auth.test` or the user */
  domain?: string;
  /** default: the team of most people in users.json */
  teamId?: string;
  /** parts that are left out, as they are met */
  report?: Report;
  /** for files whose links carry no token of their own; only ever shown to Slack's hosts */
  token?: string;
  apiUrl?: string;
  /** bytes of one file; default 32 MiB */
  fileCap?: number;
  fetch?: typeof fetch;
  /** ms of real time until a file's bytes begin */
  timeoutMs?: number;
}

const pageSize = 999;
const peoplePage = 500;

/**
 * A Slack export ZIP as a workspace to read (SYN-8). Nothing is unpacked and no channel is held:
 * an index of message positions, and the few days that are being read.
 */
export class ArchiveWorkspace {
  readonly kind = 'archive';
  readonly #zip: ZipReader;
  readonly #layout: ExportLayout;
  readonly #files: DayFiles;
  readonly #people: ReadonlyMap<string, Person>;
  readonly #channels: ReadonlyMap<string, ExportedChannel>;
  readonly #options: ArchiveOptions;
  readonly #indexes = new Map<string, Promise<ChannelIndex>>();
  #read: Promise<Interval> | undefined;

  private constructor(
    zip: ZipReader,
    layout: ExportLayout,
    people: ReadonlyMap<string, Person>,
    options: ArchiveOptions,
  ) {
    this.#zip = zip;
    this.#layout = layout;
    this.#people = people;
    this.#options = options;
    this.#files = new DayFiles(zip, options.report ?? (() => {}));
    this.#channels = new Map(layout.channels.map((each) => [each.channel.id, each]));
  }

  /** Throws `SlackError` with code `not_an_export` for anything but a Slack export. */
  static async open(path: string, options: ArchiveOptions = {}): Promise<ArchiveWorkspace> {
    const report = options.report ?? (() => {});
    const zip = await ZipReader.open(path, report);
    try {
      const layout = await exportLayout(zip, report);
      const users = list(await zip.json(`${layout.root}users.json`)).map(parsePerson);
      const people = users.filter((person) => person !== undefined);
      return new ArchiveWorkspace(zip, layout, new Map(people.map((p) => [p.id, p])), options);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  close(): void {
    this.#zip.close();
  }

  /** Refused while team or domain are unknown: keys and actors are made of them. */
  async identity(): Promise<WorkspaceIdentity> {
    const teamId = this.#options.teamId ?? mostFrequentTeam(this.#people.values());
    const { domain } = this.#options;
    if (teamId === undefined || domain === undefined)
      throw new SlackError(
        'unknown_workspace',
        `The export doesn't tell its ${domain === undefined ? 'workspace domain' : 'team id'}: give it, or a token of the same workspace.`,
        { class: 'request' },
      );
    return { teamId, domain, name: domain, url: `https://${domain}.slack.com/` };
  }

  async *channels(): AsyncIterable<Channel[]> {
    yield this.#layout.channels.map(({ channel }) => channel);
  }

  async channel(id: string): Promise<Channel> {
    return this.#exported(id).channel;
  }

  async *people(): AsyncIterable<Person[]> {
    const all = [...this.#people.values()];
    for (let from = 0; from < all.length; from += peoplePage)
      yield all.slice(from, from + peoplePage);
  }

  async person(id: string): Promise<Person> {
    const person = this.#people.get(id);
    if (person) return person;
    throw new SlackError('user_not_found', `The export's users.json has no ${id}.`);
  }

  /** Exports hold no user groups. */
  async groups(): Promise<Map<string, string>> {
    return new Map();
  }

  async join(): Promise<void> {}

  async history(
    channelId: string,
    bounds: {
      oldest?: string;
      latest?: string;
      inclusive?: boolean;
      limit?: number;
      cursor?: string;
    },
    signal?: AbortSignal,
  ): Promise<Page> {
    const index = await this.#index(channelId, signal);
    const { cursor, limit = pageSize, ...window } = bounds;
    const from = cursor === undefined ? window : { ...window, latest: cursor, inclusive: false };
    const { places, hasMore } = index.history(from, limit);
    const newestDay =
      from.latest === undefined
        ? undefined
        : index.history({ latest: from.latest, inclusive: true }, 1).places[0]?.day;
    const oldestDay = hasMore ? (places.at(-1)?.day ?? 0) : 0;
    return {
      messages: await this.#messages(index, places),
      hasMore,
      // part of what this page speaks for could not be read: it proves nothing
      isLimited: index.damaged.some((day) => day >= oldestDay && day <= (newestDay ?? day)),
      read: await this.#interval(signal),
      ...(hasMore ? { cursor: places.at(-1)?.ts ?? '0' } : {}),
    };
  }

  async replies(
    channelId: string,
    rootTs: string,
    bounds: { oldest?: string; latest?: string; limit?: number; cursor?: string },
    signal?: AbortSignal,
  ): Promise<Page> {
    const index = await this.#index(channelId, signal);
    const root = index.find(rootTs);
    if (!root)
      throw new SlackError('thread_not_found', `The export has no thread ${rootTs} there.`);
    const { limit = pageSize, latest } = bounds;
    const after = bounds.cursor ?? bounds.oldest ?? rootTs;
    const { places, hasMore } = index.replies(rootTs, after, Math.max(1, limit - 1));
    const within = latest === undefined ? places : places.filter((place) => place.ts < latest);
    const more = hasMore && within.length === places.length;
    return {
      messages: await this.#messages(index, [root, ...within]),
      hasMore: more,
      isLimited: index.damaged.length > 0,
      read: await this.#interval(signal),
      ...(more ? { cursor: places.at(-1)?.ts ?? rootTs } : {}),
    };
  }

  async reactions(channelId: string, ts: string, signal?: AbortSignal): Promise<Page> {
    const index = await this.#index(channelId, signal);
    const place = index.find(ts);
    const messages = place ? await this.#messages(index, [place]) : [];
    return { messages, hasMore: false, isLimited: false, read: await this.#interval(signal) };
  }

  /** An export holds links, not bytes; most carry a token that expires. */
  download(
    file: SlackFile,
    signal?: AbortSignal,
  ): Promise<{ body: ReadableStream<Uint8Array>; contentType: string; size?: number }> {
    const { token, apiUrl = slackApiUrl, fileCap = 32 * 1024 * 1024 } = this.#options;
    const { fetch = globalThis.fetch, timeoutMs = 60_000 } = this.#options;
    return download(file, { token, apiUrl, cap: fileCap, fetch, timeoutMs }, signal);
  }

  #exported(id: string): ExportedChannel {
    const exported = this.#channels.get(id);
    if (exported) return exported;
    throw new SlackError('channel_not_found', `The export has no channel ${id}.`);
  }

  async #index(channelId: string, signal: AbortSignal | undefined): Promise<ChannelIndex> {
    const { days } = this.#exported(channelId);
    const known = this.#indexes.get(channelId);
    if (known) return known;
    const building = ChannelIndex.build(days, this.#files, signal);
    this.#indexes.set(channelId, building);
    // an aborted one is built anew by whoever asks next
    building.catch(() => this.#indexes.delete(channelId));
    return building;
  }

  /** In the order of their places, each day read once. */
  async #messages(index: ChannelIndex, places: readonly Place[]): Promise<Message[]> {
    const found = new Map<string, Message>();
    for (const day of new Set(places.map((place) => place.day))) {
      const path = index.days[day];
      const messages = path === undefined ? undefined : await this.#files.read(path);
      for (const { ts } of places.filter((place) => place.day === day)) {
        const message = path === undefined ? unseenRoot(ts) : parseMessage(messages?.get(ts));
        if (message) found.set(ts, withThread(message, index));
      }
    }
    return places.map(({ ts }) => found.get(ts)).filter((message) => message !== undefined);
  }

  #interval(signal: AbortSignal | undefined): Promise<Interval> {
    this.#read ??= newestInstant(this.#layout.channels, this.#files, signal).then((hi) => ({
      lo: 0,
      hi,
    }));
    this.#read.catch(() => {
      this.#read = undefined;
    });
    return this.#read;
  }
}

/** A root that lies outside the export, known by its replies: there, but nothing to read. */
function unseenRoot(ts: string): Message {
  return {
    ts,
    kind: 'withheld',
    author: {},
    text: '',
    blocks: [],
    attachments: [],
    files: [],
    reactions: [],
    isBroadcast: false,
  };
}

/** A root whose export forgot to say so has the replies that the index found. */
function withThread(message: Message, index: ChannelIndex): Message {
  if (message.thread || (message.threadTs ?? message.ts) !== message.ts) return message;
  const { count, latest } = index.threadOf(message.ts);
  if (latest === undefined) return message;
  const thread = { replyCount: count, latestReply: latest, replyUsersCount: 0 };
  return { ...message, threadTs: message.ts, thread };
}

function mostFrequentTeam(people: Iterable<Person>): string | undefined {
  const counts = new Map<string, number>();
  for (const { teamId } of people)
    if (teamId !== undefined) counts.set(teamId, (counts.get(teamId) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
