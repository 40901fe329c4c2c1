import type { OpenSandbox } from '@belay/sandbox/open-sandbox';
import type { Channel, Message } from '@belay/sandbox/world/model';
import type { Act } from './schedule.ts';

const names = ['anchor', 'belay', 'chalk', 'descent', 'edge', 'fall'];
const emoji = ['tada', 'eyes'];
const dayMs = 24 * 60 * 60_000;

interface PostMore {
  at?: number;
  threadTs?: string;
  broadcast?: boolean;
}

/** Does in the sandbox what a schedule says, with words that are each said once. */
export class SlackScript {
  readonly people: string[];
  readonly #sandbox: OpenSandbox;
  readonly #bot: string;
  readonly #channels: string[] = [];
  readonly #messages: { channelId: string; ts: string }[] = [];
  readonly #removed: { channelId: string; before: Message }[] = [];
  readonly #files: string[] = [];
  readonly #revisions = new Map<string, string[]>();
  #said = 0;

  /** Three people, a channel with a past of three years, another without, and one unknown to us. */
  constructor(sandbox: OpenSandbox) {
    this.#sandbox = sandbox;
    const { world } = sandbox;
    this.people = ['ada', 'ben', 'cho'].map(
      (name) => world.addUser({ name, email: `${name}@ropes.example` }, { at: 0 }).id,
    );
    this.#bot = world.addUser({ name: 'crier', isBot: true }, { at: 0 }).id;
    const long = world.clock.now() - 3 * 365 * dayMs;
    const first = this.#createChannel(true, 'public', long);
    this.#createChannel(true, 'public', long);
    const root = this.#post(first, 0, { at: long });
    this.#post(first, 1, { at: long + dayMs, threadTs: root });
    this.#post(first, 2, { at: long + 2 * dayMs });
    this.#post(first, 1, { at: world.clock.now() - 2 * dayMs });
  }

  get channels(): readonly string[] {
    return this.#channels;
  }

  /** False when there was nothing to do it to. */
  do(act: Act): boolean {
    const { world } = this.#sandbox;
    switch (act.act) {
      case 'post':
        return this.#inChannel(act.channel, (id) => this.#post(id, act.who));
      case 'burst':
        return this.#inChannel(act.channel, (id) => {
          for (let i = 0; i < act.count; i++) this.#post(id, act.who + i);
        });
      case 'bot_post':
        return this.#inChannel(act.channel, (id) => this.#postAs(id, this.#bot));
      case 'upload':
        return this.#upload(act);
      case 'create_channel':
        this.#createChannel(act.isIn, act.isPrivate ? 'private' : 'public');
        return true;
      case 'restore':
        return this.#restore(act.message);
      case 'rename_file':
        return this.#withFile(act.file, (id) =>
          world.changeFile(id, { title: `title-${this.#next()}` }),
        );
      case 'delete_file':
        return this.#withFile(act.file, (id) => world.deleteFile(id, this.#person(0)));
      case 'bot_joins':
      case 'bot_leaves':
      case 'rename':
      case 'archive':
      case 'unarchive':
      case 'convert':
        return this.#toChannel(act.act, act.channel);
      default:
        return this.#toMessage(act);
    }
  }

  #toMessage(act: Extract<Act, { message: number }>): boolean {
    const found = this.#message(act.message);
    if (!found) return false;
    const { world } = this.#sandbox;
    const { channelId, message } = found;
    const { ts } = message;
    switch (act.act) {
      case 'reply':
        this.#post(channelId, act.who, {
          threadTs: message.threadTs ?? ts,
          broadcast: act.broadcast,
        });
        return true;
      case 'edit':
        if (message.text === '') return false;
        world.edit(channelId, ts, {
          text: this.#revise(channelId, ts, act.back),
          unmarked: act.unmarked,
        });
        return true;
      case 'remove':
        this.#removed.push({ channelId, before: message });
        world.delete(channelId, ts);
        return true;
      case 'react':
        return world.react(channelId, ts, this.#person(act.who), this.#emoji(act.emoji));
      case 'unreact':
        return world.unreact(channelId, ts, this.#person(act.who), this.#emoji(act.emoji));
      case 'unfurl': {
        const link = `https://ropes.example/${this.#next()}`;
        const attachment = { from_url: link, original_url: link, title: 'a page about ropes' };
        world.touch(channelId, ts, { attachments: [attachment] });
        return true;
      }
      default:
        return false;
    }
  }

  #toChannel(what: Extract<Act, { channel: number }>['act'], pick: number): boolean {
    const { world, app } = this.#sandbox;
    const channel = this.#channel(pick);
    if (!channel) return false;
    const [person] = this.people;
    const by = person ?? '';
    if (channel.isArchived !== (what === 'unarchive')) return false;
    if (what === 'unarchive') world.unarchive(channel.id, by);
    if (what === 'archive') world.archive(channel.id, by);
    if (what === 'bot_joins') return world.join(channel.id, app.botUserId);
    if (what === 'bot_leaves') return world.leave(channel.id, app.botUserId);
    if (what === 'convert')
      world.convert(channel.id, channel.kind === 'public' ? 'private' : 'public', by);
    if (what === 'rename') world.rename(channel.id, this.#freeName(), by);
    return true;
  }

  #createChannel(isIn: boolean, kind: 'public' | 'private', at?: number): string {
    const { world, app } = this.#sandbox;
    const members = [...this.people, ...(isIn ? [app.botUserId] : [])];
    const when = at === undefined ? {} : { at };
    const { id } = world.addChannel({ name: this.#freeName(), kind, members }, when);
    this.#channels.push(id);
    return id;
  }

  /** Names come back: another channel may take the one that a rename has left. */
  #freeName(): string {
    const { world } = this.#sandbox;
    const taken = new Set(this.#channels.map((id) => world.channel(id).name));
    return names.find((name) => !taken.has(name)) ?? `room-${this.#next()}`;
  }

  #post(channel: string, who: number, more: PostMore = {}): string {
    return this.#postAs(channel, this.#person(who), more);
  }

  #postAs(channel: string, user: string, more: PostMore = {}): string {
    const text = `word-${this.#next()}-rev-0-end`;
    const { ts } = this.#sandbox.world.post({ channel, user, text, ...more });
    this.#messages.push({ channelId: channel, ts });
    this.#revisions.set(`${channel} ${ts}`, [text]);
    return ts;
  }

  #upload({ channel, who, hasText, reply }: Extract<Act, { act: 'upload' }>): boolean {
    const root = reply === null ? undefined : this.#message(reply);
    return this.#inChannel(channel, (id) => {
      const number = this.#next();
      const text = hasText ? `word-${number}-rev-0-end` : '';
      const { file, message } = this.#sandbox.world.upload({
        channel: root?.channelId ?? id,
        user: this.#person(who),
        name: `file-${number}.txt`,
        content: `bytes-${number}-end`,
        text,
        ...(root ? { threadTs: root.message.threadTs ?? root.message.ts } : {}),
      });
      const channelId = root?.channelId ?? id;
      this.#files.push(file.id);
      this.#messages.push({ channelId, ts: message.ts });
      if (hasText) this.#revisions.set(`${channelId} ${message.ts}`, [text]);
    });
  }

  #restore(pick: number): boolean {
    const removed = at(this.#removed, pick);
    const { world } = this.#sandbox;
    if (!removed || world.channel(removed.channelId).isArchived) return false;
    const { channelId, before } = removed;
    const { timeline } = world.room(channelId);
    const standing = timeline.find(before.ts)?.versions.current;
    if (standing && standing.subtype !== 'tombstone') return false;
    // under a root that is wholly gone there is no thread to come back to
    if (before.threadTs && !timeline.find(before.threadTs)?.versions.current) return false;
    world.restore(channelId, before);
    return true;
  }

  /** A new revision, or the words of an older one again. */
  #revise(channelId: string, ts: string, back: boolean): string {
    const known = this.#revisions.get(`${channelId} ${ts}`) ?? [];
    const [first = 'word-0'] = known;
    if (back && known.length > 1) return first;
    const text = first.replace('rev-0', `rev-${known.length}`);
    known.push(text);
    return text;
  }

  #inChannel(pick: number, work: (channelId: string) => void): boolean {
    const channel = this.#channel(pick);
    if (!channel || channel.isArchived) return false;
    work(channel.id);
    return true;
  }

  #withFile(pick: number, work: (fileId: string) => void): boolean {
    const id = at(this.#files, pick);
    if (id === undefined || this.#sandbox.world.file(id).mode === 'tombstone') return false;
    work(id);
    return true;
  }

  /** One that is there, in a channel that takes changes. */
  #message(pick: number): { channelId: string; message: Message } | undefined {
    const place = at(this.#messages, pick);
    if (!place || this.#sandbox.world.channel(place.channelId).isArchived) return undefined;
    const { channelId, ts } = place;
    const message = this.#sandbox.world.room(channelId).timeline.find(ts)?.versions.current;
    return message && message.subtype !== 'tombstone' ? { channelId, message } : undefined;
  }

  #channel(pick: number): Channel | undefined {
    const id = at(this.#channels, pick);
    return id === undefined ? undefined : this.#sandbox.world.channel(id);
  }

  #person(who: number): string {
    return at(this.people, who) ?? '';
  }

  #emoji(pick: number): string {
    return at(emoji, pick) ?? 'tada';
  }

  #next(): number {
    this.#said += 1;
    return this.#said;
  }
}

function at<T>(list: readonly T[], pick: number): T | undefined {
  return list[pick % Math.max(1, list.length)];
}
