import type { Message } from '../world/model.ts';
import type { Room } from '../world/state.ts';
import type { Entry } from '../world/timeline.ts';
import { serveFile } from './serve-file.ts';
import type { View } from './view.ts';

type Json = Record<string, unknown>;

/** A message as history and replies show it; undefined while it is not there. */
export function serveEntry(view: View, room: Room, entry: Entry): Json | undefined {
  const message = entry.versions.at(view.asOf);
  if (!message) return undefined;
  const served = serveMessage(view, message);
  if (message.threadTs === undefined) Object.assign(served, threadOf(view, room, entry.ts));
  else {
    const root = room.timeline.find(message.threadTs)?.versions.at(view.asOf);
    if (root?.userId) served.parent_user_id = root.userId;
    if (message.isBroadcast && root)
      served.root = { ...serveMessage(view, root), ...threadOf(view, room, root.ts) };
  }
  return served;
}

/** The message itself, without what its thread adds. */
export function serveMessage(view: View, message: Message): Json {
  const { world } = view;
  const author = message.userId ? world.users.get(message.userId)?.current : undefined;
  const bot = message.botId && message.subtype !== 'bot_message' ? botProfile(view, message) : {};
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.subtype === 'tombstone' ? { hidden: true } : {}),
    ...(message.userId ? { user: message.userId } : {}),
    ...(message.botId ? { bot_id: message.botId } : {}),
    ...bot,
    ...(message.username ? { username: message.username } : {}),
    ...(message.icons ? { icons: message.icons } : {}),
    text: message.text,
    ts: message.ts,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(author ? { team: author.teamId } : {}),
    ...(author && author.teamId !== world.team.current.id
      ? { user_team: author.teamId, source_team: author.teamId }
      : {}),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.fileIds ? { files: filesOf(view, message), upload: true } : {}),
    ...(message.edited ? { edited: { user: message.edited.userId, ts: message.edited.ts } } : {}),
    ...(message.reactions.length > 0 ? { reactions: serveReactions(view, message) } : {}),
    ...(message.metadata ? { metadata: metadataOf(view, message.metadata) } : {}),
    ...message.extra,
  };
}

/** `users[]` may be shorter than `count`: Slack truncates, the count is right. */
export function serveReactions(view: View, message: Message): Json[] {
  return message.reactions.map(({ name, users }) => ({
    name,
    users: users.slice(0, view.reactionUsers),
    count: users.length,
  }));
}

function filesOf(view: View, message: Message): Json[] {
  return (message.fileIds ?? []).flatMap((id) => {
    const file = view.world.files.get(id)?.at(view.asOf);
    return file ? [serveFile(view, file)] : [];
  });
}

function metadataOf(view: View, metadata: NonNullable<Message['metadata']>): Json {
  return view.withMetadata ? metadata : { event_type: metadata.event_type };
}

function botProfile(view: View, message: Message): Json {
  const user = view.world.userOfBot(message.botId ?? '');
  return {
    ...(message.appId ? { app_id: message.appId } : {}),
    bot_profile: {
      id: message.botId,
      app_id: message.appId ?? user?.appId ?? '',
      name: user?.realName ?? message.username ?? '',
      team_id: view.world.team.current.id,
      deleted: user?.isDeleted ?? false,
      updated: Math.floor((user?.updated ?? 0) / 1000),
    },
  };
}

/** What a root knows of its replies. It keeps `thread_ts` even when all of them are gone. */
function threadOf(view: View, room: Room, rootTs: string): Json {
  const entries = room.timeline.replies(rootTs);
  if (entries.length === 0) return {};
  let count = 0;
  let known = 0;
  let latest: string | undefined;
  const users = new Set<string>();
  for (const entry of entries) {
    const message = entry.versions.at(view.asOf);
    if (message !== undefined) known++;
    if (!message) continue;
    count++;
    latest = entry.ts;
    users.add(message.userId ?? message.botId ?? '');
  }
  if (known === 0) return {};
  return {
    thread_ts: rootTs,
    reply_count: count,
    reply_users_count: users.size,
    ...(latest === undefined ? {} : { latest_reply: latest }),
    reply_users: [...users].slice(0, 5),
    is_locked: false,
    subscribed: false,
  };
}
