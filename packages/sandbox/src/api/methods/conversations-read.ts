import { serveChannel } from '../../serve/serve-channel.ts';
import type { Channel, ChannelKind } from '../../world/model.ts';
import { isMember, needScope, readableRoom, scopeFor, visibleRoom } from '../access.ts';
import { ApiError } from '../api-error.ts';
import type { Call, Json, Method } from '../call.ts';
import { historyPage } from '../history-page.ts';
import { listPage } from '../page.ts';
import { repliesPage } from '../replies-page.ts';

const kinds: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** Channels of the asked kinds that the caller may see, in the order in which they were made. */
function channelsOf(call: Call, userId: string | undefined): { items: Channel[]; metadata: Json } {
  const asked = call.args.list('types') ?? ['public_channel'];
  const wanted = asked.map((type) => kinds[type]);
  if (wanted.some((kind) => kind === undefined)) throw new ApiError('invalid_types');
  const missing = wanted.filter(
    (kind) => kind && !call.token.scopes.includes(scopeFor(kind, 'read')),
  );
  if (missing.length > 0)
    needScope(call, ...missing.map((kind) => scopeFor(kind ?? 'public', 'read')));
  const noArchived = call.args.flag('exclude_archived');
  const found: Channel[] = [];
  for (const { info } of call.world.rooms.values()) {
    const channel = info.current;
    if (channel.isDeleted || !wanted.includes(channel.kind)) continue;
    if (noArchived && channel.isArchived) continue;
    if (channel.kind !== 'public' && !isMember(call, channel)) continue;
    if (userId !== undefined && !channel.members.includes(userId)) continue;
    found.push(channel);
  }
  const query = [asked, noArchived, userId ?? ''];
  return listPage(call, found, query, { otherwise: 100, most: userId === undefined ? 1000 : 999 });
}

export const conversationReadMethods: Record<string, Method> = {
  'conversations.list': {
    status: 'supported',
    handle(call) {
      const { items, metadata } = channelsOf(call, undefined);
      return { channels: items.map((channel) => serveChannel(call.view, channel)), ...metadata };
    },
  },

  'users.conversations': {
    status: 'supported',
    handle(call) {
      const user = call.args.text('user') || call.token.userId;
      const { items, metadata } = channelsOf(call, user);
      return {
        channels: items.map((channel) => {
          // this method says neither who is in nor how many
          const { is_member: _, num_members: __, ...served } = serveChannel(call.view, channel);
          return served;
        }),
        ...metadata,
      };
    },
  },

  'conversations.info': {
    status: 'supported',
    handle(call) {
      const channel = visibleRoom(call, call.args.need('channel')).info.current;
      needScope(call, scopeFor(channel.kind, 'read'));
      const { num_members, ...served } = serveChannel(call.view, channel);
      return {
        channel: call.args.flag('include_num_members') ? { ...served, num_members } : served,
      };
    },
  },

  'conversations.members': {
    status: 'supported',
    handle(call) {
      const channel = visibleRoom(call, call.args.need('channel')).info.current;
      needScope(call, scopeFor(channel.kind, 'read'));
      const limits = { otherwise: 100, most: 1000 };
      const { items, metadata } = listPage(call, channel.members, [channel.id], limits);
      return { members: items, ...metadata };
    },
  },

  'conversations.history': {
    status: 'supported',
    handle: (call) => historyPage(call, readableRoom(call, call.args.need('channel'))),
  },

  'conversations.replies': {
    status: 'supported',
    handle: (call) => repliesPage(call, readableRoom(call, call.args.need('channel'))),
  },
};
