import { serveChannel } from '../../serve/serve-channel.ts';
import type { Channel } from '../../world/model.ts';
import { isMember, needScope, visibleRoom } from '../access.ts';
import { ApiError } from '../api-error.ts';
import type { Call, Json, Method } from '../call.ts';
import { channelNameFault } from '../channel-name.ts';
import { directRoom, findDirect } from '../open-direct.ts';

const writeScopes: Record<Channel['kind'], readonly string[]> = {
  public: ['channels:manage', 'channels:write'],
  private: ['groups:write'],
  im: ['im:write'],
  mpim: ['mpim:write'],
};

/** A channel (not a direct one) that the caller may change. `finer` scopes do as well. */
function changeable(call: Call, finer: string[] = []): Channel {
  const channel = visibleRoom(call, call.args.need('channel')).info.current;
  if (channel.kind === 'im' || channel.kind === 'mpim')
    throw new ApiError('method_not_supported_for_channel_type');
  const prefix = channel.kind === 'public' ? 'channels:' : 'groups:';
  needScope(call, ...writeScopes[channel.kind], ...finer.map((right) => `${prefix}${right}`));
  return channel;
}

/** The same, and the caller is in it. */
function joined(call: Call, finer: string[] = []): Channel {
  const channel = changeable(call, finer);
  if (!isMember(call, channel)) throw new ApiError('not_in_channel');
  return channel;
}

function open(channel: Channel): Channel {
  if (channel.isArchived) throw new ApiError('is_archived');
  return channel;
}

const shown = (call: Call, channel: Channel): Json => ({
  channel: serveChannel(call.view, channel),
});

function freeName(call: Call): string {
  const name = call.args.text('name') ?? '';
  const fault = channelNameFault(call.world, name);
  if (fault) throw new ApiError(fault);
  return name;
}

function setNote(call: Call, note: 'topic' | 'purpose'): Json {
  const channel = open(joined(call, ['write.topic']));
  const value = call.args.text(note) ?? '';
  if (value.length > 250) throw new ApiError('too_long');
  return shown(call, call.world.setNote(channel.id, note, value, call.token.userId));
}

export const conversationWriteMethods: Record<string, Method> = {
  'conversations.create': {
    status: 'supported',
    handle(call) {
      const kind = call.args.flag('is_private') ? 'private' : 'public';
      needScope(call, ...writeScopes[kind]);
      const creator = call.token.userId;
      const draft = { name: freeName(call), kind, creator, members: [creator] } as const;
      return shown(call, call.world.addChannel(draft));
    },
  },

  'conversations.join': {
    status: 'supported',
    handle(call) {
      const channel = visibleRoom(call, call.args.need('channel')).info.current;
      if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
      open(channel);
      const isNew = call.world.join(channel.id, call.token.userId);
      const answer = shown(call, call.world.channel(channel.id));
      if (isNew) return answer;
      const warning = 'already_in_channel';
      return { ...answer, warning, response_metadata: { warnings: [warning] } };
    },
  },

  'conversations.leave': {
    status: 'supported',
    handle(call) {
      const channel = open(changeable(call));
      if (channel.isGeneral) throw new ApiError('cant_leave_general');
      return call.world.leave(channel.id, call.token.userId) ? {} : { not_in_channel: true };
    },
  },

  'conversations.invite': {
    status: 'partial',
    note: 'the first bad user refuses the call; force is ignored',
    handle(call) {
      const channel = open(joined(call, ['write.invites']));
      const users = call.args.list('users') ?? [];
      if (users.length === 0) throw new ApiError('no_user');
      for (const user of users) {
        if (user === call.token.userId) throw new ApiError('cant_invite_self');
        if (!call.world.users.has(user)) throw new ApiError('user_not_found');
        if (channel.members.includes(user)) throw new ApiError('already_in_channel');
      }
      for (const user of users) call.world.join(channel.id, user, { inviter: call.token.userId });
      return shown(call, call.world.channel(channel.id));
    },
  },

  'conversations.kick': {
    status: 'supported',
    handle(call) {
      const channel = joined(call);
      const user = call.args.need('user');
      if (user === call.token.userId) throw new ApiError('cant_kick_self');
      if (!call.world.users.has(user)) throw new ApiError('user_not_found');
      if (channel.isGeneral) throw new ApiError('cant_kick_from_general');
      if (!call.world.leave(channel.id, user)) throw new ApiError('not_in_channel');
      return {};
    },
  },

  'conversations.rename': {
    status: 'supported',
    handle(call) {
      const channel = open(joined(call));
      return shown(call, call.world.rename(channel.id, freeName(call), call.token.userId));
    },
  },

  'conversations.archive': {
    status: 'supported',
    handle(call) {
      const channel = joined(call);
      if (channel.isGeneral) throw new ApiError('cant_archive_general');
      if (channel.isArchived) throw new ApiError('already_archived');
      call.world.archive(channel.id, call.token.userId);
      return {};
    },
  },

  'conversations.unarchive': {
    status: 'supported',
    handle(call) {
      const channel = changeable(call);
      if (!channel.isArchived) throw new ApiError('not_archived');
      call.world.unarchive(channel.id, call.token.userId);
      return {};
    },
  },

  'conversations.setTopic': { status: 'supported', handle: (call) => setNote(call, 'topic') },

  'conversations.setPurpose': {
    status: 'supported',
    handle: (call) => ({
      ...setNote(call, 'purpose'),
      purpose: call.args.text('purpose') ?? '',
    }),
  },

  'conversations.open': {
    status: 'supported',
    handle(call) {
      const users = call.args.list('users');
      const channelId = call.args.text('channel');
      if (!users && !channelId) throw new ApiError('users_list_not_supplied');
      if (users && users.length > 8) throw new ApiError('too_many_users');
      needScope(call, ...writeScopes[users && users.length > 1 ? 'mpim' : 'im']);
      const standing = users ? findDirect(call, users) : visibleRoom(call, channelId ?? '');
      if (!standing && call.args.flag('prevent_creation')) throw new ApiError('channel_not_found');
      const channel = (standing ?? directRoom(call, users ?? [])).info.current;
      if (channel.kind !== 'im' && channel.kind !== 'mpim')
        throw new ApiError('method_not_supported_for_channel_type');
      const flags = standing ? { no_op: true, already_open: true } : {};
      return call.args.flag('return_im')
        ? { ...flags, ...shown(call, channel) }
        : { ...flags, channel: { id: channel.id } };
    },
  },

  'conversations.close': {
    status: 'partial',
    note: 'a direct channel is never hidden',
    handle(call) {
      const channel = visibleRoom(call, call.args.need('channel')).info.current;
      if (channel.kind !== 'im' && channel.kind !== 'mpim')
        throw new ApiError('method_not_supported_for_channel_type');
      return { no_op: true, already_closed: true };
    },
  },
};
