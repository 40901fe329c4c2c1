import type { CardWord } from '@belay/slack/cards/card-model';
import type pg from 'pg';
import type { PostRow } from '../outbox/post-row.ts';
import { type CardAnnouncement, readCardAnnouncements } from './card-events.ts';
import { type CardFacts, readCardFacts } from './card-facts.ts';
import { type ChannelLook, type LookPlace, readChannelLooks } from './channel-looks.ts';
import { type LineMessage, readLineMessages } from './line-of.ts';
import { announcementsOf, historyData, messageOf } from './post-data.ts';
import { readLastWords, readStretches, type Stretch } from './read-words.ts';

/** All that some posts are drawn from. */
export interface Scene {
  cards: ReadonlyMap<string, CardFacts>;
  announcements: ReadonlyMap<string, CardAnnouncement>;
  lastWords: ReadonlyMap<string, CardWord[]>;
  messages: ReadonlyMap<string, LineMessage>;
  lookOf: (place: LookPlace) => ChannelLook;
  wordsOf: (stretch: Stretch) => readonly CardWord[];
}

/** A handful of statements, however many posts there are: a burst costs what one costs. */
export async function readScene(
  pool: pg.Pool,
  tenant: string,
  posts: readonly PostRow[],
): Promise<Scene> {
  const told = uniqueStretches(posts.flatMap(stretchOfPost));
  const rooted = posts.filter(({ kind }) => kind === 'card').map((post) => post.conversation);
  // none needs another's answer: all of them take the time of one
  const [cards, lookOf, announcements, lastWords, messages, stretches] = await Promise.all([
    readCardFacts(pool, tenant, unique(posts.map(({ card }) => card))),
    readChannelLooks(pool, tenant, unique(posts.map(({ installation }) => installation))),
    readCardAnnouncements(pool, tenant, unique(posts.flatMap(announcementsOf))),
    readLastWords(pool, tenant, unique(rooted)),
    readLineMessages(pool, tenant, unique(posts.map(messageOf))),
    readStretches(pool, tenant, [...told.values()]),
  ]);
  const words = new Map([...told.keys()].map((key, i) => [key, stretches[i] ?? []]));
  return {
    ...{ cards, announcements, lastWords, messages, lookOf },
    wordsOf: (stretch) => words.get(keyOf(stretch)) ?? [],
  };
}

/** What a history post tells a part of. */
export function stretchOf(post: Pick<PostRow, 'data'>, conversation: string): Stretch {
  const { from, through } = historyData(post);
  return { conversation, from, through };
}

function stretchOfPost(post: PostRow): Stretch[] {
  const { kind, conversation } = post;
  return kind === 'history' && conversation !== null ? [stretchOf(post, conversation)] : [];
}

function unique(ids: readonly (string | null | undefined)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))];
}

/** The posts of one history tell one stretch. */
function uniqueStretches(stretches: readonly Stretch[]): Map<string, Stretch> {
  return new Map(stretches.map((stretch) => [keyOf(stretch), stretch]));
}

function keyOf({ conversation, from, through }: Stretch): string {
  return `${conversation} ${from} ${through}`;
}
