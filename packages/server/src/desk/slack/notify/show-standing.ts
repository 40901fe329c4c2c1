import type pg from 'pg';
import type { Standing } from '../../conversation/state/standing.ts';
import type { CardRow } from './card-row.ts';
import { redrawPosts } from './redraw-posts.ts';
import { shownDigest } from './shown-digest.ts';

export interface ShownOn {
  cards: readonly CardRow[];
  home: CardRow | undefined;
  clicked?: string | undefined;
}

/** Of a card: what says how things stand, and has buttons for it. */
const tellsState = `kind = 'card'
  or (kind = 'event' and (event is null or event in ('escalation', 'low_rating')))
  or (kind = 'reminder' and data ->> 'escalation' = any($4))`;

/**
 * All copies show how the conversation stands, and which of them is home. Cards first, then posts:
 * whoever needs both takes their locks in this order. Nothing is written where nothing changed.
 */
export async function showStanding(
  db: pg.PoolClient,
  standing: Standing,
  { cards, home, clicked }: ShownOn,
): Promise<void> {
  const shown = shownDigest(standing, home?.id ?? null);
  const toldSeq = home ? Math.max(home.told_seq, standing.seq) : 0;
  const isHome = (card: CardRow) => card.id === home?.id;
  // what a new card says is drawn when it is sent
  const changed = cards.filter((card) => card.shown !== null && card.shown !== shown);
  const stale = cards.some(
    (card) =>
      card.shown !== shown ||
      card.is_home !== isHome(card) ||
      card.mirrors !== isHome(card) ||
      card.cycle !== standing.cycle ||
      (isHome(card) && card.told_seq !== toldSeq),
  );
  if (!stale) return;
  const { tenant, id } = standing;
  // two homes are none for the index, whichever of them is written first
  if (cards.some((card) => card.is_home && !isHome(card)))
    await db.query(
      `update slack_card set is_home = false where tenant = $1 and conversation = $2 and is_home`,
      [tenant, id],
    );
  await db.query({
    name: 'slack-show-standing',
    text: `update slack_card set is_home = (id is not distinct from $3), shown = $4, cycle = $5,
             mirrors = (id is not distinct from $3), escalation = $6,
             told_seq = case when id = $3 then $7 else told_seq end
           where tenant = $1 and conversation = $2 and erased_at is null`,
    values: [tenant, id, home?.id ?? null, shown, standing.cycle, standing.escalation, toldSeq],
  });
  // a reminder of an escalation that is over says so once, and stays as it is then
  const escalations = cards.flatMap(({ escalation }) => escalation ?? []);
  await redrawPosts(
    db,
    tenant,
    changed.map(({ id: card }) => card),
    { sql: tellsState, values: [escalations], clicked },
  );
}
