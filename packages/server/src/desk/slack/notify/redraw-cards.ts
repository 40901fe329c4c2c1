import type pg from 'pg';
import { readStandings } from '../../conversation/state/standing.ts';
import { readCards } from './card-row.ts';
import { redrawPosts } from './redraw-posts.ts';
import { showStanding } from './show-standing.ts';

/**
 * What is known of a visitor changed: their cards show it, in the caller's transaction, which holds
 * the locks of their conversations. One look where none has a card.
 */
export async function redrawVisitor(
  db: pg.PoolClient,
  tenant: string,
  visitor: string,
): Promise<void> {
  const { rows } = await db.query<{ id: string }>({
    name: 'slack-told-conversations',
    text: `select c.id from conversation c
           where c.tenant = $1 and c.visitor = $2 and not c.is_test and exists (
             select from slack_card k where k.tenant = c.tenant and k.conversation = c.id)
           order by c.id`,
    values: [tenant, visitor],
  });
  const ids = rows.map(({ id }) => id);
  for (const standing of await readStandings(db, tenant, ids)) {
    const cards = await readCards(db, standing);
    const home = cards.find(({ is_home }) => is_home);
    await showStanding(db, standing, { cards, home });
    // what they gave as their contact, too
    await redrawPosts(
      db,
      tenant,
      cards.map(({ id }) => id),
      { sql: `kind in ('card', 'event') and event = 'lead'` },
    );
  }
}
