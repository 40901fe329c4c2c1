import type { SlackEvent, SlackSettings } from '@belay/contract/desk/slack-settings';
import type pg from 'pg';
import { uuidv7 } from '../../../memory/ids.ts';
import type { DatedTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import type { EventData } from '../draw/post-data.ts';
import { enqueuePosts, type NewPost } from '../outbox/enqueue-post.ts';
import type { Route } from '../route/routes-of.ts';
import { type CardRow, readCards } from './card-row.ts';
import { historyOf, type WantedHistory } from './history-of.ts';
import { joinPost } from './join-post.ts';
import { settleHome } from './settle-home.ts';

export interface ToldEvent {
  /** uuid of the installation */
  installation: string;
  routes: readonly Route[];
  /** null: a card that no event asked for */
  event: { kind: SlackEvent; announcement: string } | null;
  history: SlackSettings['history'];
}

/** Shown in the channel, too, where their thread stands already: a person is wanted (NTF-3). */
const broadcasts: ReadonlySet<SlackEvent> = new Set(['escalation', 'low_rating']);

/**
 * An event into each of its channels, under the conversation's lock: a root where there is none, a
 * post in its thread where there is one; the history follows. Answers the cards of those channels.
 */
export async function tellEvent(
  tx: DatedTx,
  standing: Standing,
  { installation, routes, event, history }: ToldEvent,
): Promise<CardRow[]> {
  const { db } = tx;
  await addCards(tx, standing, installation, routes);
  const cards = await readCards(db, standing);
  const told = routes.flatMap((route) => {
    const card = cards.find((c) => c.installation === installation && c.channel === route.channel);
    return card ? [{ route, card }] : [];
  });
  const open = told.filter(({ card }) => !card.is_muted);
  const posts: NewPost[] = [];
  for (const { route, card } of open) {
    if (event && card.has_root && (await joinPost(db, standing.tenant, card.id, route, event)))
      continue;
    if (event || !card.has_root) posts.push(postOf(standing, card, route, event));
  }
  const wanted = history
    ? open.filter(({ card }) => isBehind(standing, card, event?.kind ?? null))
    : [];
  const stretches = wanted.map(({ route, card }): WantedHistory => {
    const { tenant, agent, id: conversation, seq: through } = standing;
    const post = { tenant, agent, installation, channel: card.channel, card: card.id };
    return { post, stretch: { conversation, from: card.told_seq, through }, shows: route };
  });
  await enqueuePosts(tx, [...posts, ...(await historyOf(db, standing.tenant, stretches))]);
  await tellThrough(
    db,
    standing,
    wanted.map(({ card }) => card.id),
  );
  // a new card may be the better home; one that there is stays
  const after = cards.map((card) => ({
    ...card,
    has_root: card.has_root || open.some((each) => each.card === card),
    told_seq: wanted.some((each) => each.card === card) ? standing.seq : card.told_seq,
  }));
  await settleHome(tx, standing, after);
  return told.map(({ card }) => card);
}

async function addCards(
  { db, now }: DatedTx,
  { tenant, agent, id, cycle }: Standing,
  installation: string,
  routes: readonly Route[],
): Promise<void> {
  await db.query({
    name: 'slack-add-cards',
    text: `insert into slack_card (tenant, id, agent, conversation, installation, channel, cycle)
           select $1, w.id, $2, $3, $4, w.channel, $5 from unnest($6::uuid[], $7::text[]) as w (id, channel)
           on conflict do nothing`,
    values: [
      ...[tenant, agent, id, installation, cycle],
      routes.map(() => uuidv7(now.getTime())),
      routes.map(({ channel }) => channel),
    ],
  });
}

function postOf(
  { tenant, agent }: Standing,
  { id: card, installation, channel, has_root, was_replaced }: CardRow,
  { because, mention }: Route,
  event: ToldEvent['event'],
): NewPost {
  const data: EventData = {
    ...(event ? { announcements: [event.announcement] } : {}),
    ...(mention === null ? {} : { mention }),
    ...(!has_root && was_replaced ? { remark: 'continued' as const } : {}),
  };
  return {
    ...{ tenant, agent, installation, channel, card, because, data },
    kind: has_root ? 'event' : 'card',
    announcement: event?.announcement,
    event: event?.kind,
    broadcast: has_root && event !== null && broadcasts.has(event.kind),
  };
}

/** What a new conversation's card shows is all of it; a thread that mirrors it misses nothing. */
function isBehind({ seq }: Standing, card: CardRow, event: SlackEvent | null): boolean {
  if (event === 'new_conversation') return false;
  return card.told_seq < seq && !(card.is_home && card.mirrors);
}

async function tellThrough(
  db: pg.PoolClient,
  { tenant, seq }: Standing,
  cards: readonly string[],
): Promise<void> {
  if (cards.length === 0) return;
  await db.query({
    name: 'slack-told-through',
    text: `update slack_card set told_seq = $3 where tenant = $1 and id = any($2::uuid[])`,
    values: [tenant, cards, seq],
  });
}
