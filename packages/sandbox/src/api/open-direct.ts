import type { Room } from '../world/state.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/** The direct channel between the caller and these users, or undefined. */
export function findDirect(call: Call, userIds: readonly string[]): Room | undefined {
  const wanted = new Set([call.token.userId, ...userIds]);
  for (const room of call.world.rooms.values()) {
    const { kind, members } = room.info.current;
    if (kind !== 'im' && kind !== 'mpim') continue;
    if (members.length === wanted.size && members.every((member) => wanted.has(member)))
      return room;
  }
  return undefined;
}

/** The same, made if it isn't there. */
export function directRoom(call: Call, userIds: readonly string[]): Room {
  const standing = findDirect(call, userIds);
  if (standing) return standing;
  for (const userId of userIds) {
    const user = call.world.users.get(userId)?.current;
    if (!user) throw new ApiError('user_not_found');
    if (user.isDeleted) throw new ApiError('user_disabled');
  }
  const members = [...new Set([call.token.userId, ...userIds])];
  const names = members.map((member) => call.world.user(member).name);
  const kind = members.length > 2 ? 'mpim' : 'im';
  const channel = call.world.addChannel({
    name: kind === 'mpim' ? `mpdm-${names.join('--')}-1` : '',
    kind,
    members,
    creator: call.token.userId,
  });
  return call.world.room(channel.id);
}
