import type { When } from './people.ts';
import type { WorldState } from './state.ts';

/** Adds a reaction. There already: nothing happens, the answer is false. */
export function react(
  world: WorldState,
  channelId: string,
  ts: string,
  userId: string,
  emoji: string,
  when: When = {},
): boolean {
  const at = when.at ?? world.clock.now();
  const { versions, message: before } = world.entry(channelId, ts);
  const standing = before.reactions.find((reaction) => reaction.name === emoji);
  if (standing?.users.includes(userId)) return false;
  const reactions = standing
    ? before.reactions.map((reaction) =>
        reaction === standing ? { ...reaction, users: [...reaction.users, userId] } : reaction,
      )
    : [...before.reactions, { name: emoji, users: [userId] }];
  const message = { ...before, reactions };
  versions.set(at, message);
  world.record(at, { type: 'reaction_added', channelId, message, userId, emoji });
  return true;
}

/** Takes a reaction back. Not there: nothing happens, the answer is false. */
export function unreact(
  world: WorldState,
  channelId: string,
  ts: string,
  userId: string,
  emoji: string,
  when: When = {},
): boolean {
  const at = when.at ?? world.clock.now();
  const { versions, message: before } = world.entry(channelId, ts);
  if (!before.reactions.some(({ name, users }) => name === emoji && users.includes(userId)))
    return false;
  const reactions = before.reactions
    .map((reaction) =>
      reaction.name === emoji
        ? { ...reaction, users: reaction.users.filter((user) => user !== userId) }
        : reaction,
    )
    .filter((reaction) => reaction.users.length > 0);
  const message = { ...before, reactions };
  versions.set(at, message);
  world.record(at, { type: 'reaction_removed', channelId, message, userId, emoji });
  return true;
}

export function pin(
  world: WorldState,
  channelId: string,
  ts: string,
  userId: string,
  when: When = {},
): boolean {
  const at = when.at ?? world.clock.now();
  const { message } = world.entry(channelId, ts);
  if (world.pins.some((other) => other.channelId === channelId && other.ts === ts)) return false;
  world.pins.push({ channelId, ts, userId, created: at });
  world.record(at, { type: 'pin_added', channelId, message, userId });
  return true;
}

export function unpin(
  world: WorldState,
  channelId: string,
  ts: string,
  userId: string,
  when: When = {},
): boolean {
  const standing = world.pins.find((other) => other.channelId === channelId && other.ts === ts);
  if (!standing) return false;
  world.pins = world.pins.filter((other) => other !== standing);
  const { message } = world.entry(channelId, ts);
  const at = when.at ?? world.clock.now();
  world.record(at, { type: 'pin_removed', channelId, message, userId });
  return true;
}
