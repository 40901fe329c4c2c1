import type { WorldState } from '../world/state.ts';

export type ChannelNameFault =
  | 'invalid_name_required'
  | 'invalid_name_maxlength'
  | 'invalid_name_specials'
  | 'invalid_name_punctuation'
  | 'name_taken';

/** Slack's rules for names: lower case, digits, any script's letters, `-` and `_`, at most 80. */
export function channelNameFault(world: WorldState, name: string): ChannelNameFault | undefined {
  if (name === '') return 'invalid_name_required';
  if ([...name].length > 80) return 'invalid_name_maxlength';
  if (!/^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+$/u.test(name)) return 'invalid_name_specials';
  if (/^[_-]+$/.test(name)) return 'invalid_name_punctuation';
  for (const { info } of world.rooms.values())
    if (info.current.name === name && !info.current.isDeleted) return 'name_taken';
  return undefined;
}
