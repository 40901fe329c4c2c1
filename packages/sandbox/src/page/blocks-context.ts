import { isObject } from '../api/block-rules.ts';
import type { Values } from '../interactivity/elements.ts';
import type { World } from '../world/world.ts';
import type { Names } from './mrkdwn.ts';
import { namesOf } from './names-of.ts';
import { nameOf, peopleOf } from './person.ts';

export interface BlocksContext {
  names: Names;
  /** people whom a select may offer, id and name */
  people: readonly (readonly [id: string, name: string])[];
  /** whether the person may press what stands there */
  mayPress: boolean;
  values?: Values;
  /** sentences beside blocks, from the app's last answer */
  errors?: Readonly<Record<string, string>>;
}

/** What the page of a workspace knows, for blocks that stand on it. */
export function blocksContext(
  world: World,
  more: Pick<BlocksContext, 'mayPress'> & Partial<BlocksContext>,
): BlocksContext {
  const people = peopleOf(world).map((user) => [user.id, nameOf(user)] as const);
  return { names: namesOf(world), people, ...more };
}

/** The words of a text object. */
export const wordsOf = (text: unknown): string =>
  isObject(text) && typeof text.text === 'string' ? text.text : '';
