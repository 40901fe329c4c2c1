import { isDeepStrictEqual } from 'node:util';
import type { Message } from './model.ts';
import type { When } from './people.ts';
import { WorldError, type WorldState } from './state.ts';
import { wholeSecondTs } from './timestamp.ts';
import { toRichText } from './to-rich-text.ts';

/** A message to be said. People's words get the rich_text block that Slack's composer makes. */
export interface Draft extends When {
  channel: string;
  /** who says it: a person's or a bot's user id; bots without one give `botId` */
  user?: string;
  botId?: string;
  appId?: string;
  text?: string;
  /** null: none at all, not even the composer's */
  blocks?: readonly unknown[] | null;
  attachments?: readonly unknown[];
  /** ids of uploaded files */
  files?: readonly string[];
  threadTs?: string;
  broadcast?: boolean;
  subtype?: string;
  metadata?: Message['metadata'];
  username?: string;
  icons?: Record<string, string>;
  extra?: Record<string, unknown>;
  /** an exact id, where a script wants the same one in every run */
  ts?: string;
}

export function post(world: WorldState, draft: Draft): Message {
  const at = draft.at ?? world.clock.now();
  const { timeline, info } = world.room(draft.channel);
  const author = draft.user === undefined ? undefined : world.users.get(draft.user)?.current;
  const botId = draft.botId ?? author?.botId;
  const appId = draft.appId ?? author?.appId;
  const text = draft.text ?? '';
  const blocks = draft.blocks === undefined ? toRichText(text) : draft.blocks;
  const threadTs = draft.threadTs ? rootOf(world, draft.channel, draft.threadTs) : undefined;
  const subtype = draft.subtype ?? subtypeOf(draft, threadTs !== undefined);
  const ts = draft.ts ?? timeline.freeTs(at);
  if (timeline.find(ts)) throw new WorldError(`the ts ${ts} is taken in ${draft.channel}`);
  const message: Message = {
    ts,
    text,
    reactions: [],
    ...(draft.user === undefined ? {} : { userId: draft.user }),
    ...(botId ? { botId } : {}),
    ...(appId ? { appId } : {}),
    ...(threadTs ? { threadTs } : {}),
    ...(threadTs && draft.broadcast ? { isBroadcast: true } : {}),
    ...(subtype ? { subtype } : {}),
    ...(blocks?.length ? { blocks } : {}),
    ...(draft.attachments?.length ? { attachments: draft.attachments } : {}),
    ...(draft.files?.length ? { fileIds: draft.files } : {}),
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
    ...(draft.username ? { username: draft.username } : {}),
    ...(draft.icons ? { icons: draft.icons } : {}),
    ...(draft.extra ? { extra: draft.extra } : {}),
  };
  timeline.add(at, message);
  world.record(at, { type: 'message_posted', channelId: info.current.id, message });
  for (const fileId of draft.files ?? []) shareFile(world, fileId, draft.channel, message, at);
  return message;
}

/**
 * A reply in a thread. `threadTs` may be any message of the thread; when the root is gone, the
 * words land in the channel, as with Slack.
 */
export function reply(world: WorldState, draft: Draft & { threadTs: string }): Message {
  return post(world, draft);
}

function subtypeOf(draft: Draft, isReply: boolean): string | undefined {
  if (draft.broadcast && isReply) return 'thread_broadcast';
  if (draft.botId && draft.user === undefined) return 'bot_message';
  return undefined;
}

/** The root of a thread, by any message of it. Under a root that is gone there is no thread. */
function rootOf(world: WorldState, channelId: string, ts: string): string | undefined {
  const { timeline } = world.room(channelId);
  const root = timeline.find(timeline.find(ts)?.threadTs ?? ts);
  return root?.versions.current ? root.ts : undefined;
}

function shareFile(
  world: WorldState,
  fileId: string,
  channelId: string,
  message: Message,
  at: number,
): void {
  const before = world.file(fileId);
  const file = { ...before, shares: [...before.shares, { channelId, ts: message.ts }] };
  world.files.get(fileId)?.set(at, file);
  world.record(at, { type: 'file_shared', file, channelId, userId: message.userId ?? file.userId });
}

/** Joins, renames and the like, as Slack writes them into the channel. */
export function housekeeping(
  world: WorldState,
  channelId: string,
  userId: string,
  subtype: string,
  at: number,
  say: { text: string; extra?: Record<string, unknown> },
): void {
  post(world, {
    channel: channelId,
    user: userId,
    subtype,
    at,
    text: `<@${userId}> ${say.text}`,
    blocks: null,
    ...(say.extra ? { extra: say.extra } : {}),
  });
}

export interface Edit extends When {
  text?: string;
  blocks?: readonly unknown[] | null;
  attachments?: readonly unknown[];
  files?: readonly string[];
  metadata?: Message['metadata'];
  /** whose edit; default the author's */
  by?: string;
  /** Slack sets no `edited` on some bots' updates */
  unmarked?: boolean;
}

export function edit(world: WorldState, channelId: string, ts: string, change: Edit): Message {
  const at = change.at ?? world.clock.now();
  const { message: before } = world.entry(channelId, ts);
  const { blocks: _, attachments: oldAttachments, edited: __, ...rest } = before;
  const text = change.text ?? before.text;
  const blocks = change.blocks === undefined ? blocksAfter(before, text) : change.blocks;
  const attachments = change.attachments ?? oldAttachments;
  const message: Message = {
    ...rest,
    text,
    ...(blocks?.length ? { blocks } : {}),
    ...(attachments?.length ? { attachments } : {}),
    ...(change.files ? { fileIds: change.files } : {}),
    ...(change.metadata ? { metadata: change.metadata } : {}),
    ...(change.unmarked
      ? before.edited
        ? { edited: before.edited }
        : {}
      : { edited: { userId: change.by ?? before.userId ?? '', ts: wholeSecondTs(at) } }),
  };
  return become(world, channelId, before, message, at);
}

/** The composer's own block follows the text; blocks that somebody built stay as they are. */
function blocksAfter(before: Message, text: string): readonly unknown[] | undefined {
  if (text === before.text || before.blocks === undefined) return before.blocks;
  const isComposed = isDeepStrictEqual(before.blocks, toRichText(before.text));
  return isComposed ? toRichText(text) : before.blocks;
}

/** Changes what Slack itself adds, no human edit: unfurls, language, a mere `message_changed`. */
export function touch(
  world: WorldState,
  channelId: string,
  ts: string,
  change: Partial<Message> = {},
  when: When = {},
): Message {
  const { message } = world.entry(channelId, ts);
  return become(world, channelId, message, { ...message, ...change }, when.at ?? world.clock.now());
}

function become(
  world: WorldState,
  channelId: string,
  before: Message,
  message: Message,
  at: number,
): Message {
  world.entry(channelId, before.ts).versions.set(at, message);
  world.record(at, { type: 'message_changed', channelId, before, message });
  return message;
}

/** Deletes a message. A root with replies stays as a tombstone. */
export function remove(world: WorldState, channelId: string, ts: string, when: When = {}): void {
  const at = when.at ?? world.clock.now();
  const { versions, message: before } = world.entry(channelId, ts);
  const hasReplies = world
    .room(channelId)
    .timeline.replies(ts)
    .some((reply) => reply.versions.current);
  if (hasReplies) {
    const text = 'This message was deleted.';
    const tombstone = { ts, userId: 'USLACKBOT', subtype: 'tombstone', text, reactions: [] };
    become(world, channelId, before, tombstone, at);
    return;
  }
  versions.set(at, null);
  world.record(at, { type: 'message_deleted', channelId, before });
}

/** Brings a deleted message back as it was. */
export function restore(
  world: WorldState,
  channelId: string,
  before: Message,
  when: When = {},
): Message {
  const at = when.at ?? world.clock.now();
  const entry = world.room(channelId).timeline.find(before.ts);
  if (!entry) throw new WorldError(`${before.ts} was never in ${channelId}`);
  const standing = entry.versions.current ?? before;
  entry.versions.set(at, before);
  world.record(at, { type: 'message_changed', channelId, before: standing, message: before });
  return before;
}
