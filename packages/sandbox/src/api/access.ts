import type { Channel, ChannelKind } from '../world/model.ts';
import type { Room } from '../world/state.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

const family: Record<ChannelKind, string> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
};

/** The scope of a conversation method for one kind of channel: `channels:read`, `groups:read` … */
export function scopeFor(kind: ChannelKind, right: string): string {
  return `${family[kind]}:${right}`;
}

export function missingScope(call: Call, needed: string): ApiError {
  return new ApiError('missing_scope', { needed, provided: call.token.scopes.join(',') });
}

/** Any one of these scopes, else `missing_scope` with the first as needed. */
export function needScope(call: Call, ...scopes: string[]): void {
  if (scopes.some((scope) => call.token.scopes.includes(scope))) return;
  throw missingScope(call, scopes.join(','));
}

/**
 * The channel of a call that reads it. Private ones that the caller is not in, deleted ones and
 * unknown ids answer alike: `channel_not_found`.
 */
export function visibleRoom(call: Call, channelId: string): Room {
  const room = call.world.rooms.get(channelId);
  const channel = room?.info.current;
  if (!room || !channel || channel.isDeleted) throw new ApiError('channel_not_found');
  if (channel.kind !== 'public' && !isMember(call, channel))
    throw new ApiError('channel_not_found');
  return room;
}

export function isMember(call: Call, channel: Channel): boolean {
  return channel.members.includes(call.token.userId);
}

/** History is for members; a user token may also read public channels that it is not in. */
export function readableRoom(call: Call, channelId: string): Room {
  const room = visibleRoom(call, channelId);
  const channel = room.info.current;
  needScope(call, scopeFor(channel.kind, 'history'));
  if (!isMember(call, channel) && call.token.kind === 'bot') throw new ApiError('not_in_channel');
  return room;
}
