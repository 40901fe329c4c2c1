import type { StoredFile } from '../world/model.ts';
import type { WorldState } from '../world/state.ts';
import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/** Whether a user sees a file: their own, or shared where they can look. */
export function canSee(world: WorldState, userId: string, file: StoredFile): boolean {
  if (file.userId === userId) return true;
  return file.shares.some(({ channelId }) => {
    const channel = world.rooms.get(channelId)?.info.current;
    return channel && (channel.kind === 'public' || channel.members.includes(userId));
  });
}

/** The file of a call: there and visible, else the error that Slack gives. */
export function visibleFile(call: Call, fileId: string): StoredFile {
  const file = call.world.files.get(fileId)?.current;
  if (!file || !canSee(call.world, call.token.userId, file)) throw new ApiError('file_not_found');
  if (file.mode === 'tombstone') throw new ApiError('file_deleted');
  return file;
}
