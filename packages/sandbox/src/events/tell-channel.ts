import { serveChannel } from '../serve/serve-channel.ts';
import type { View } from '../serve/view.ts';
import type { Channel } from '../world/model.ts';
import type { EventTimes, Told } from './event.ts';
import type { ChangeOf } from './tell-message.ts';

/** `channel_rename` of public channels is `group_rename` of private ones, and so on. */
function family(channel: Channel, what: string): string {
  return `${channel.kind === 'public' ? 'channel' : 'group'}_${what}`;
}

/** Private channels are told of only to those inside. */
function audience(channel: Channel): { channelId?: string } {
  return channel.kind === 'public' ? {} : { channelId: channel.id };
}

export function tellCreated(
  view: View,
  change: ChangeOf<'channel_created'>,
  times: EventTimes,
): Told[] {
  const { channel } = change;
  // nobody is told that a private channel was made; direct ones have events of their own
  if (channel.kind === 'im')
    return [
      {
        name: 'im_created',
        channelId: channel.id,
        event: {
          type: 'im_created',
          user: channel.creator,
          channel: { id: channel.id, created: Math.floor(channel.created / 1000) },
          event_ts: times.next(change.at),
        },
      },
    ];
  if (channel.kind !== 'public') return [];
  const served = serveChannel(view, channel);
  const event = { type: 'channel_created', channel: served, event_ts: times.next(change.at) };
  return [{ name: 'channel_created', event }];
}

export function tellChannelChanged(
  change: ChangeOf<'channel_changed'>,
  teamId: string,
  times: EventTimes,
): Told[] {
  const { what, channel, actor } = change;
  const event_ts = times.next(change.at);
  const one = (type: string, more: Record<string, unknown>, told: object = audience(channel)) => [
    { name: type, event: { type, ...more, event_ts }, ...told },
  ];
  switch (what) {
    case 'rename':
      return one(family(channel, 'rename'), {
        channel: {
          id: channel.id,
          name: channel.name,
          name_normalized: channel.name,
          created: Math.floor(channel.created / 1000),
          is_channel: channel.kind === 'public',
          is_mpim: false,
        },
      });
    case 'archive':
      return one(family(channel, what), { channel: channel.id, user: actor, is_moved: 0 });
    case 'unarchive': {
      // the two families name the person differently
      const who = channel.kind === 'public' ? { user: actor } : { actor_id: actor };
      return one(family(channel, what), { channel: channel.id, ...who });
    }
    case 'delete': {
      const date_deleted = Math.floor(change.at / 1000);
      const when = channel.kind === 'public' ? {} : { date_deleted };
      return one(family(channel, 'deleted'), { channel: channel.id, actor_id: actor, ...when });
    }
    case 'share':
      return one(
        'channel_shared',
        { connected_team_id: teamId, channel: channel.id },
        { channelId: channel.id },
      );
    case 'unshare':
      return one(
        'channel_unshared',
        {
          previously_connected_team_id: teamId,
          channel: channel.id,
          is_ext_shared: channel.isExtShared,
        },
        { channelId: channel.id },
      );
    default:
      // topics, purposes and conversions are told as messages
      return [];
  }
}

export function tellIdChanged(change: ChangeOf<'channel_id_changed'>, times: EventTimes): Told[] {
  const event = {
    type: 'channel_id_changed',
    old_channel_id: change.from,
    new_channel_id: change.channel.id,
    event_ts: times.next(change.at),
  };
  return [{ name: 'channel_id_changed', channelId: change.channel.id, event }];
}

/** Comings and goings. An app whose own bot left hears of it though it is out. */
export function tellMember(
  view: View,
  change: ChangeOf<'member_joined' | 'member_left'>,
  times: EventTimes,
): Told[] {
  const { channel, userId } = change;
  if (channel.kind === 'im' || channel.kind === 'mpim') return [];
  const event_ts = times.next(change.at);
  const type = change.type === 'member_joined' ? 'member_joined_channel' : 'member_left_channel';
  const inviter =
    change.type === 'member_joined' && change.inviter ? { inviter: change.inviter } : {};
  const event = {
    type,
    user: userId,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: view.world.team.current.id,
    ...inviter,
    event_ts,
  };
  const told: Told[] = [{ name: type, channelId: channel.id, event }];
  const isOurs = [...view.world.apps.values()].some((app) => app.botUserId === userId);
  if (change.type === 'member_left' && isOurs) {
    const left = family(channel, 'left');
    const words = { type: left, channel: channel.id, actor_id: userId, event_ts };
    told.push({ name: left, event: words });
  }
  return told;
}
