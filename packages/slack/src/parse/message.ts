import { isTs } from '../ids/ts.ts';
import type { Message, Reaction, SlackFile } from '../model.ts';
import { defined, type Fields, fields, firstText, list, text, texts, whole } from './fields.ts';
import { parseFile } from './file.ts';
import { messageKind } from './message-kind.ts';

/**
 * A raw message of an answer, an event or an export. Undefined for what has no valid `ts`; any
 * other garbage costs only the member that it spoils.
 */
export function parseMessage(raw: unknown): Message | undefined {
  const message = fields(raw);
  const { ts } = message;
  if (!isTs(ts)) return undefined;
  const subtype = text(message.subtype);
  const threadTs = threadOf(message, ts);
  const userId = firstText(message.user, fields(message.comment).user);
  return defined({
    ts,
    threadTs,
    kind: messageKind(subtype, userId),
    subtype,
    author: authorOf(message, userId),
    text: firstText(message.text, fields(message.comment).comment) ?? '',
    blocks: list(message.blocks),
    attachments: list(message.attachments),
    files: filesOf(message),
    reactions: list(message.reactions).flatMap(reactionOf),
    edited: editedOf(message.edited),
    thread: threadTs === ts ? threadStateOf(message) : undefined,
    isBroadcast: subtype === 'thread_broadcast' || subtype === 'reply_broadcast',
  });
}

/** Some servers leave `thread_ts` out on roots; a reply count says the same. */
function threadOf(message: Fields, ts: string): string | undefined {
  if (isTs(message.thread_ts)) return message.thread_ts;
  return (whole(message.reply_count) ?? 0) > 0 ? ts : undefined;
}

function threadStateOf(message: Fields): NonNullable<Message['thread']> {
  return defined({
    replyCount: whole(message.reply_count) ?? list(message.replies).length,
    latestReply: isTs(message.latest_reply) ? message.latest_reply : undefined,
    replyUsersCount: whole(message.reply_users_count) ?? list(message.reply_users).length,
  });
}

function authorOf(message: Fields, userId: string | undefined): Message['author'] {
  const bot = fields(message.bot_profile);
  const profile = fields(message.user_profile);
  return defined({
    userId,
    botId: firstText(message.bot_id, bot.id),
    appId: firstText(message.app_id, bot.app_id),
    teamId: firstText(message.user_team, message.source_team, message.team, bot.team_id),
    name: firstText(message.username, bot.name, profile.display_name, profile.real_name),
  });
}

/** Each file once, in order; exports of old workspaces hold a single `file`. */
function filesOf(message: Fields): SlackFile[] {
  const raw = Array.isArray(message.files) ? message.files : [message.file];
  const byId = new Map<string, SlackFile>();
  for (const each of raw) {
    const file = parseFile(each);
    if (file && !byId.has(file.id)) byId.set(file.id, file);
  }
  return [...byId.values()];
}

/** `users` may be shorter than `count`, never longer: Slack cuts the list, not the number. */
function reactionOf(raw: unknown): Reaction[] {
  const reaction = fields(raw);
  const emoji = text(reaction.name);
  if (emoji === undefined) return [];
  const users = [...new Set(texts(reaction.users))];
  const count = Math.max(whole(reaction.count) ?? 0, users.length);
  return count === 0 ? [] : [{ emoji, count, users }];
}

function editedOf(raw: unknown): Message['edited'] {
  const edited = fields(raw);
  return isTs(edited.ts) ? defined({ ts: edited.ts, userId: text(edited.user) }) : undefined;
}
