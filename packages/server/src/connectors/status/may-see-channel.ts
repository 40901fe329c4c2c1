import type { Caller } from '../../auth/authorize.ts';

/** Even the name of a private channel is for those who may read it (MGD-6). */
export function maySeeChannel(
  { privateChannels }: Pick<Caller, 'privateChannels'>,
  channel: { id: string; isPrivate: boolean },
): boolean {
  return !channel.isPrivate || privateChannels === 'all' || privateChannels.includes(channel.id);
}
