import { permalink } from '../../serve/permalink.ts';
import { serveMessage } from '../../serve/serve-message.ts';
import type { Channel, Message } from '../../world/model.ts';
import type { Room } from '../../world/state.ts';
import { boundTs } from '../../world/timestamp.ts';
import { isMember, visibleRoom } from '../access.ts';
import { ApiError } from '../api-error.ts';
import type { Call, Json, Method } from '../call.ts';
import { messageContent } from '../message-content.ts';
import { directRoom } from '../open-direct.ts';

/** A room that the caller may write into; a user id means the direct channel with them. */
function writableRoom(call: Call): Room {
  const wanted = call.args.need('channel');
  const room = call.world.users.has(wanted)
    ? directRoom(call, [wanted])
    : visibleRoom(call, byName(call, wanted));
  const channel = room.info.current;
  if (channel.isArchived) throw new ApiError('is_archived');
  if (isClosedTo(call, channel)) throw new ApiError('restricted_action');
  const mayPass = channel.kind === 'public' && call.token.scopes.includes('chat:write.public');
  if (!isMember(call, channel) && !mayPass) throw new ApiError('not_in_channel');
  return room;
}

/** Where only admins post, apps may not. */
function isClosedTo(call: Call, channel: Channel): boolean {
  return channel.isAdminOnly === true && !call.world.user(call.token.userId).isAdmin;
}

/** `#name` is accepted where messages are posted. */
function byName(call: Call, wanted: string): string {
  if (!wanted.startsWith('#')) return wanted;
  for (const { info } of call.world.rooms.values())
    if (info.current.name === wanted.slice(1)) return info.current.id;
  throw new ApiError('channel_not_found');
}

/** The message of a call that changes it: there, and the caller's own. */
function ownMessage(call: Call, room: Room, failure: string): Message {
  const message = room.timeline.find(boundTs(call.args.need('ts')) ?? '')?.versions.current;
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  const isOwn =
    call.token.kind === 'bot'
      ? message.botId === call.app.botId
      : message.userId === call.token.userId;
  if (!isOwn) throw new ApiError(failure);
  return message;
}

function looks(call: Call): { username?: string; icons?: Record<string, string> } {
  if (!call.token.scopes.includes('chat:write.customize')) return {};
  const username = call.args.text('username');
  const emoji = call.args.text('icon_emoji');
  const url = call.args.text('icon_url');
  const icons = { ...(emoji ? { emoji } : {}), ...(url ? { image_48: url } : {}) };
  return {
    ...(username ? { username } : {}),
    ...(Object.keys(icons).length > 0 ? { icons } : {}),
  };
}

function say(call: Call, subtype?: string): Json {
  const room = writableRoom(call);
  const channel = room.info.current.id;
  const threadTs = boundTs(call.args.text('thread_ts') ?? '');
  const { blocks, ...content } = messageContent(call, { longest: 40_000, isCut: true });
  const message = call.world.post({
    channel,
    user: call.token.userId,
    ...content,
    // no blocks and an empty list alike: Slack makes its own from the text
    ...(blocks?.length ? { blocks } : {}),
    ...looks(call),
    ...(threadTs ? { threadTs, broadcast: call.args.flag('reply_broadcast') } : {}),
    ...(subtype ? { subtype } : {}),
    ...(call.token.kind === 'bot' ? { appId: call.app.id } : {}),
  });
  return {
    channel,
    ts: message.ts,
    message: serveMessage({ ...call.view, withMetadata: true }, message),
  };
}

export const chatMethods: Record<string, Method> = {
  'chat.postMessage': {
    status: 'partial',
    note: 'no link_names, parse, unfurls of its own or drafts',
    handle: (call) => say(call),
  },

  'chat.meMessage': { status: 'supported', handle: (call) => say(call, 'me_message') },

  'chat.update': {
    status: 'partial',
    note: 'no reply_broadcast',
    handle(call) {
      const room = visibleRoom(call, call.args.need('channel'));
      const channelId = room.info.current.id;
      if (room.info.current.isArchived) throw new ApiError('is_inactive');
      const before = ownMessage(call, room, 'cant_update_message');
      const content = messageContent(call, { longest: 4_000, isCut: false });
      const files = call.args.list('file_ids');
      const message = call.world.edit(channelId, before.ts, {
        ...content,
        by: call.token.userId,
        // Slack marks a new text as edited, new blocks of a bot not
        unmarked: content.blocks !== undefined,
        ...(files ? { files } : {}),
      });
      return {
        channel: channelId,
        ts: message.ts,
        text: message.text,
        message: serveMessage(call.view, message),
      };
    },
  },

  'chat.delete': {
    status: 'supported',
    handle(call) {
      const room = visibleRoom(call, call.args.need('channel'));
      const message = ownMessage(call, room, 'cant_delete_message');
      call.world.delete(room.info.current.id, message.ts);
      return { channel: room.info.current.id, ts: message.ts };
    },
  },

  'chat.getPermalink': {
    status: 'supported',
    handle(call) {
      const room = visibleRoom(call, call.args.need('channel'));
      const ts = boundTs(call.args.need('message_ts')) ?? '';
      const message = room.timeline.find(ts)?.versions.current;
      if (!message) throw new ApiError('message_not_found');
      const channel = room.info.current.id;
      return { channel, permalink: permalink(call.world.team.current.domain, channel, message) };
    },
  },

  'chat.postEphemeral': {
    status: 'supported',
    handle(call) {
      const room = writableRoom(call);
      const channel = room.info.current;
      const user = call.args.need('user');
      if (!channel.members.includes(user)) throw new ApiError('user_not_in_channel');
      const content = messageContent(call, { longest: 40_000, isCut: true });
      const ts = call.interactivity.ephemerals.freeTs(call.clock.now());
      const threadTs = boundTs(call.args.text('thread_ts') ?? '');
      call.interactivity.ephemerals.add({
        channel: channel.id,
        user,
        ts,
        ...content,
        ...(threadTs ? { threadTs } : {}),
      });
      return { message_ts: ts };
    },
  },

  'chat.unfurl': {
    status: 'partial',
    note: 'unfurls become attachments; no prompts to sign in',
    handle(call) {
      const channelId = call.args.text('channel');
      if (!channelId) throw new ApiError('missing_channel');
      const ts = boundTs(call.args.text('ts') ?? '');
      if (!ts) throw new ApiError('missing_ts');
      const unfurls = call.args.json('unfurls', 'invalid_unfurls_format');
      if (typeof unfurls !== 'object' || unfurls === null) throw new ApiError('missing_unfurls');
      const room = visibleRoom(call, channelId);
      const message = room.timeline.find(ts)?.versions.current;
      if (!message) throw new ApiError('cannot_find_message');
      const added = Object.entries(unfurls).map(([url, attachment]) => ({
        from_url: url,
        original_url: url,
        is_app_unfurl: true,
        app_id: call.app.id,
        ...attachment,
      }));
      const attachments = [...(message.attachments ?? []), ...added];
      call.world.touch(channelId, ts, { attachments });
      return {};
    },
  },
};
