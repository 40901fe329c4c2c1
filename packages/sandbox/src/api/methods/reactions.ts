import { serveFile } from '../../serve/serve-file.ts';
import { serveMessage, serveReactions } from '../../serve/serve-message.ts';
import type { Message } from '../../world/model.ts';
import { boundTs } from '../../world/timestamp.ts';
import { isMember, visibleRoom } from '../access.ts';
import { ApiError } from '../api-error.ts';
import type { Call, Json, Method } from '../call.ts';
import { visibleFile } from '../visible-file.ts';

function messageOf(call: Call): { channelId: string; message: Message; isArchived: boolean } {
  const channel = call.args.text('channel');
  const timestamp = call.args.text('timestamp');
  if (!channel || !timestamp) throw new ApiError('no_item_specified');
  const ts = boundTs(timestamp);
  if (!ts) throw new ApiError('bad_timestamp');
  const room = visibleRoom(call, channel);
  const message = room.timeline.find(ts)?.versions.at(call.view.asOf);
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  return { channelId: channel, message, isArchived: room.info.current.isArchived };
}

/** Emoji come without colons; names that nobody could have made are refused. */
function emojiOf(call: Call): string {
  const name = call.args.need('name').replace(/^:|:$/g, '');
  if (!/^[\p{L}\p{N}_+'’-]+(::skin-tone-[2-6])?$/u.test(name)) throw new ApiError('invalid_name');
  return name;
}

export const reactionMethods: Record<string, Method> = {
  'reactions.add': {
    status: 'supported',
    handle(call) {
      const name = emojiOf(call);
      const { channelId, message, isArchived } = messageOf(call);
      if (isArchived) throw new ApiError('is_archived');
      if (!call.world.react(channelId, message.ts, call.token.userId, name))
        throw new ApiError('already_reacted');
      return {};
    },
  },

  'reactions.remove': {
    status: 'supported',
    handle(call) {
      const name = emojiOf(call);
      const { channelId, message } = messageOf(call);
      if (!call.world.unreact(channelId, message.ts, call.token.userId, name))
        throw new ApiError('no_reaction');
      return {};
    },
  },

  'reactions.get': {
    status: 'partial',
    note: 'reactions of messages; files have none here',
    handle(call) {
      const fileId = call.args.text('file');
      if (fileId) {
        const file = serveFile(call.view, visibleFile(call, fileId));
        return { type: 'file', file };
      }
      const { channelId, message } = messageOf(call);
      const most = call.args.flag('full') ? Number.POSITIVE_INFINITY : call.view.reactionUsers;
      const reactions = serveReactions({ ...call.view, reactionUsers: most }, message);
      return {
        type: 'message',
        channel: channelId,
        message: {
          ...serveMessage(call.view, message),
          ...(reactions.length > 0 ? { reactions } : {}),
        },
      };
    },
  },

  'reactions.list': {
    status: 'partial',
    note: 'messages only, by page and count',
    handle(call) {
      const userId = call.args.text('user') || call.token.userId;
      if (!call.world.users.has(userId)) throw new ApiError('user_not_found');
      const count = call.args.number('count') ?? 100;
      const page = call.args.number('page') ?? 1;
      const found: Json[] = [];
      for (const room of call.world.rooms.values()) {
        const channel = room.info.current;
        if (!isMember(call, channel)) continue;
        for (const entry of room.timeline.all()) {
          const message = entry.versions.current;
          if (message?.reactions.some(({ users }) => users.includes(userId)))
            found.push({
              type: 'message',
              channel: channel.id,
              message: serveMessage(call.view, message),
            });
        }
      }
      const pages = Math.max(1, Math.ceil(found.length / count));
      return {
        items: found.slice((page - 1) * count, page * count),
        paging: { count, total: found.length, page, pages },
      };
    },
  },

  'pins.add': {
    status: 'supported',
    handle(call) {
      const { channelId, message } = messageOf(call);
      if (!call.world.pin(channelId, message.ts, call.token.userId))
        throw new ApiError('already_pinned');
      return {};
    },
  },

  'pins.list': {
    status: 'supported',
    handle(call) {
      const room = visibleRoom(call, call.args.need('channel'));
      const channel = room.info.current.id;
      const items = call.world.pins
        .filter((pin) => pin.channelId === channel)
        .flatMap((pin) => {
          const message = room.timeline.find(pin.ts)?.versions.current;
          if (!message) return [];
          return {
            type: 'message',
            channel,
            created: Math.floor(pin.created / 1000),
            created_by: pin.userId,
            message: serveMessage(call.view, message),
          };
        });
      return { items };
    },
  },
};
