import { addChannel } from './channels.ts';
import type { When } from './people.ts';
import type { WorldState } from './state.ts';

export interface ManyChannels extends When {
  count: number;
  /** who is in the first `joined` of them */
  members?: readonly string[];
  joined?: number;
  /** one in that many is private, one archived; default: none */
  privateEvery?: number;
  archivedEvery?: number;
}

const areas =
  'anchors billing crags data design docs edge field finance guides hiring infra kit legal mobile office ops people press quality rescue routes sales search security shop store support travel weather web winter'.split(
    ' ',
  );
const purposes = 'alerts announce backlog chat help leads news planning random review'.split(' ');

/**
 * Makes channels by the thousand, quickly, with names as a big company has them
 * (`search-help`, `search-help-2` …), the same in every run. Answers their ids.
 */
export function seedChannels(world: WorldState, many: ManyChannels): string[] {
  const { count, members = [], joined = 0, privateEvery, archivedEvery } = many;
  const at = many.at ?? world.clock.now();
  const isEach = (i: number, every: number | undefined) =>
    every !== undefined && i % every === every - 1;
  return Array.from({ length: count }, (_, i) => {
    const area = areas[i % areas.length];
    const purpose = purposes[Math.floor(i / areas.length) % purposes.length];
    const round = Math.floor(i / (areas.length * purposes.length));
    const channel = addChannel(
      world,
      {
        name: `${area}-${purpose}${round > 0 ? `-${round + 1}` : ''}`,
        purpose: `All about ${area}: ${purpose}`,
        kind: isEach(i, privateEvery) ? 'private' : 'public',
        members: i < joined ? members : [],
      },
      { at },
    );
    if (isEach(i, archivedEvery))
      world.room(channel.id).info.set(at, { ...channel, isArchived: true });
    return channel.id;
  });
}
