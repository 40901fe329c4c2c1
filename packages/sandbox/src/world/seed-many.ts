import { addChannel } from './channels.ts';
import { post } from './messages.ts';
import { addUser } from './people.ts';
import type { WorldState } from './state.ts';

export interface Bulk {
  /** messages in all, replies included */
  messages: number;
  channels: number;
  users?: number;
  /** share of the messages that are replies, 0 … 1; default 0.3 */
  replies?: number;
  /** replies per thread; default 4 */
  perThread?: number;
  /** how many days they span, ending now; default 90 */
  days?: number;
  /** who else is in every channel (the bot) */
  members?: readonly string[];
}

const words =
  'anchor rope carabiner route pitch belay station rappel knot harness chalk ledge traverse summit camp weather forecast guide ticket invoice deploy rollback metric alert graph query index release branch review customer renewal quote meeting notes draft'.split(
    ' ',
  );

/**
 * Fills a workspace with plain talk, for load: the same in every run that starts from the same
 * state and time. Answers the ids of the channels.
 */
export function seedMany(world: WorldState, bulk: Bulk): string[] {
  const { perThread = 4, days = 90, replies = 0.3, users = 50, members = [] } = bulk;
  let state = 42;
  const random = (below: number): number => {
    // a small linear generator is plenty for filler, and repeats exactly
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const end = world.clock.now();
  const start = end - days * 86_400_000;
  const authors = Array.from({ length: users }, (_, i) =>
    addUser(
      world,
      { name: `person${i}`, realName: `Person ${i}`, email: `person${i}@rope.example` },
      { at: start },
    ),
  );
  const everyone = [...authors.map((author) => author.id), ...members];
  const channels = Array.from(
    { length: bulk.channels },
    (_, i) => addChannel(world, { name: `load-${i}`, members: everyone }, { at: start }).id,
  );
  const roots = bulk.messages - Math.floor(bulk.messages * replies);
  const say = (channel: string, at: number, threadTs?: string) =>
    post(world, {
      channel,
      user: authors[random(users)]?.id ?? 'USLACKBOT',
      text: Array.from({ length: 6 + random(18) }, () => words[random(words.length)]).join(' '),
      blocks: null,
      at,
      ...(threadTs ? { threadTs } : {}),
    });
  const owed = bulk.messages - roots;
  const threads = Math.ceil(owed / perThread);
  let told = 0;
  for (let i = 0; i < roots; i++) {
    const at = start + Math.floor(((i + 1) / (roots + 1)) * (end - start));
    const channel = channels[i % channels.length] as string;
    const root = say(channel, at);
    // threads come evenly: as many so far as the share of the roots so far
    if (Math.floor(((i + 1) / roots) * threads) === Math.floor((i / roots) * threads)) continue;
    for (let j = 0; j < perThread && told < owed; j++, told++) say(channel, at + j + 1, root.ts);
  }
  return channels;
}
