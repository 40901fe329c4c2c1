import type { World } from '../world/world.ts';
import type { Names } from './mrkdwn.ts';
import { nameOf } from './person.ts';

/** Names as the workspace shows them. */
export function namesOf(world: World): Names {
  return {
    person: (id) => {
      const user = world.users.get(id)?.current;
      return user && nameOf(user);
    },
    channel: (id) => world.rooms.get(id)?.info.current.name,
    group: (id) => world.groups.get(id)?.current.handle,
  };
}
