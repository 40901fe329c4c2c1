import { SlackError } from '@belay/slack/error';
import { compareTs } from '@belay/slack/ids/ts';
import type {
  Channel,
  Message,
  Page,
  Person,
  SlackFile,
  WorkspaceIdentity,
} from '@belay/slack/model';
import type { Workspace } from '../ports.ts';
import type { TestClock } from './test-clock.ts';

/** A workspace in a map, for tests: newest first, exclusive bounds, roots on every replies page. */
export class SlackDouble implements Workspace {
  readonly kind: Workspace['kind'];
  readonly clock: TestClock;
  readonly channelList: Channel[] = [];
  readonly peopleList: Person[] = [];
  readonly posted = new Map<string, Message[]>();
  readonly bytes = new Map<string, string>();
  readonly asked: string[] = [];
  /** thrown by calls that match, until removed */
  readonly faults: { method: string; channelId?: string; error: SlackError }[] = [];
  pageSize = 999;
  /** users that a page shows of one reaction */
  shownUsers = 50;
  identityIs: WorkspaceIdentity = {
    teamId: 'T01',
    domain: 'acme-corp',
    name: 'Acme Corp',
    url: 'https://acme-corp.slack.com/',
    botUserId: 'UBELAY',
    botId: 'BBELAY',
  };

  constructor(clock: TestClock, kind: Workspace['kind'] = 'live') {
    this.clock = clock;
    this.kind = kind;
  }

  addChannel(id: string, name: string, more: Partial<Channel> = {}): void {
    this.channelList.push({
      id,
      name,
      isPrivate: false,
      isArchived: false,
      isMember: true,
      isDirect: false,
      isShared: false,
      previousNames: [],
      ...more,
    });
    this.posted.set(id, []);
  }

  addPerson(id: string, name: string, email?: string): void {
    this.peopleList.push({
      id,
      name,
      ...(email === undefined ? {} : { email }),
      isBot: false,
      isDeleted: false,
    });
  }

  post(channelId: string, ts: string, text: string, more: Partial<Message> = {}): Message {
    const message: Message = {
      ts,
      kind: 'content',
      author: { userId: 'U1' },
      text,
      blocks: [],
      attachments: [],
      files: [],
      reactions: [],
      isBroadcast: false,
      ...more,
    };
    const all = this.posted.get(channelId) ?? [];
    all.push(message);
    all.sort((a, b) => compareTs(a.ts, b.ts));
    this.posted.set(channelId, all);
    return message;
  }

  reply(channelId: string, rootTs: string, ts: string, text: string, more: Partial<Message> = {}) {
    const reply = this.post(channelId, ts, text, { threadTs: rootTs, ...more });
    this.#count(channelId, rootTs);
    return reply;
  }

  remove(channelId: string, ts: string): void {
    const all = this.posted.get(channelId) ?? [];
    const gone = all.find((message) => message.ts === ts);
    this.posted.set(
      channelId,
      all.filter((message) => message !== gone),
    );
    if (gone?.threadTs !== undefined && gone.threadTs !== ts) this.#count(channelId, gone.threadTs);
  }

  #count(channelId: string, rootTs: string): void {
    const root = this.posted.get(channelId)?.find((message) => message.ts === rootTs);
    if (!root) return;
    const replies = this.#replies(channelId, rootTs).filter(({ ts }) => ts !== rootTs);
    const latest = replies.at(-1)?.ts;
    root.threadTs = rootTs;
    root.thread = {
      replyCount: replies.length,
      ...(latest === undefined ? {} : { latestReply: latest }),
      replyUsersCount: 1,
    };
  }

  #replies(channelId: string, rootTs: string): Message[] {
    return (this.posted.get(channelId) ?? []).filter(
      ({ ts, threadTs }) => ts === rootTs || threadTs === rootTs,
    );
  }

  async identity(): Promise<WorkspaceIdentity> {
    this.#ask('auth.test');
    return this.identityIs;
  }

  async *channels(): AsyncIterable<Channel[]> {
    this.#ask('conversations.list');
    yield this.channelList;
  }

  async channel(id: string): Promise<Channel> {
    const channel = this.channelList.find((known) => known.id === id);
    if (!channel) throw new SlackError('channel_not_found', 'There is no such channel.');
    return channel;
  }

  async *people(): AsyncIterable<Person[]> {
    this.#ask('users.list');
    yield this.peopleList;
  }

  async person(id: string): Promise<Person> {
    this.#ask('users.info');
    throw new SlackError('user_not_found', `There is no ${id}.`);
  }

  async groups(): Promise<Map<string, string>> {
    return new Map();
  }

  async join(channelId: string): Promise<void> {
    this.#ask('conversations.join', channelId);
    const channel = await this.channel(channelId);
    channel.isMember = true;
  }

  async history(
    channelId: string,
    bounds: { latest?: string; limit?: number; cursor?: string },
  ): Promise<Page> {
    this.#ask('conversations.history', channelId);
    if (!(await this.channel(channelId)).isMember)
      throw new SlackError('not_in_channel', 'The bot is not in the channel.');
    const below = bounds.cursor ?? bounds.latest;
    const served = (this.posted.get(channelId) ?? [])
      .filter(
        ({ ts, threadTs, isBroadcast }) => threadTs === undefined || ts === threadTs || isBroadcast,
      )
      .filter(({ ts }) => below === undefined || compareTs(ts, below) < 0)
      .toReversed();
    return this.#page(served, bounds.limit);
  }

  async replies(
    channelId: string,
    rootTs: string,
    bounds: { limit?: number; cursor?: string },
  ): Promise<Page> {
    this.#ask('conversations.replies', channelId);
    const all = this.#replies(channelId, rootTs);
    const [root, ...rest] = all;
    if (root?.ts !== rootTs) throw new SlackError('thread_not_found', 'There is no such thread.');
    const { cursor } = bounds;
    const after = rest.filter(({ ts }) => cursor === undefined || compareTs(ts, cursor) > 0);
    const page = this.#page(after, (bounds.limit ?? 1000) - 1);
    return { ...page, messages: [structuredClone(root), ...page.messages] };
  }

  async reactions(channelId: string, ts: string): Promise<Page> {
    this.#ask('reactions.get', channelId);
    const found = (this.posted.get(channelId) ?? []).filter((message) => message.ts === ts);
    return { ...this.#page(found, 1), messages: structuredClone(found) };
  }

  async download(file: SlackFile) {
    this.#ask('files');
    const content = this.bytes.get(file.id);
    if (content === undefined)
      throw new SlackError('html_instead_of_file', 'Slack sent a page instead of the file.');
    return { body: new Blob([content]).stream(), contentType: file.mimetype, size: content.length };
  }

  #page(messages: Message[], limit = 999): Page {
    const size = Math.min(limit, this.pageSize);
    const served = messages.slice(0, size);
    const last = served.at(-1)?.ts;
    const hasMore = messages.length > size;
    const now = this.clock.now();
    return {
      messages: structuredClone(served).map((message) => this.#cut(message)),
      hasMore,
      ...(hasMore && last !== undefined ? { cursor: last } : {}),
      isLimited: false,
      read: { lo: now - 10_000, hi: now + 1000 },
    };
  }

  #cut(message: Message): Message {
    const reactions = message.reactions.map((reaction) => ({
      ...reaction,
      users: reaction.users.slice(0, this.shownUsers),
    }));
    return { ...message, reactions };
  }

  #ask(method: string, channelId?: string): void {
    this.asked.push(method);
    const fault = this.faults.find(
      (f) => f.method === method && (f.channelId === undefined || f.channelId === channelId),
    );
    if (fault) throw fault.error;
  }
}
