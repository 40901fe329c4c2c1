import type { User } from '../world/model.ts';
import type { World } from '../world/world.ts';

/** Everybody whom a visitor may be: people who are still there, by name. */
export function peopleOf(world: World): User[] {
  return [...world.users.values()]
    .map((user) => user.current)
    .filter((user) => !user.isBot && !user.isDeleted)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

/** The visitor: the person of that id, else the first; undefined in a workspace without people. */
export function personOf(world: World, userId: string | undefined): User | undefined {
  const wished = world.users.get(userId ?? '')?.current;
  return wished && !wished.isBot && !wished.isDeleted ? wished : peopleOf(world)[0];
}

export const nameOf = (user: User): string => user.realName || user.displayName || user.name;
