import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';

/** Cards that somebody may still act on say whether replies arrive. */
const openCards = `p.kind = 'card' and exists (
  select from slack_card c
  join conversation v on v.tenant = c.tenant and v.id = c.conversation and v.state <> 'closed'
  where c.tenant = p.tenant and c.id = p.card)`;
/** All that shows what a visitor said: another company may read it from now on (NTF-7). */
const allThatShows = `p.kind in ('card', 'event', 'history', 'line')`;

/** What stands in a channel is drawn again, since the channel isn't what it was. */
export async function redrawChannel(
  db: pg.PoolClient,
  { tenant, installation }: SlackPlace,
  channel: string,
  which: 'open cards' | 'all that shows',
): Promise<void> {
  await db.query(
    `with shown as (
       select p.id from slack_post p
       where p.tenant = $1 and p.installation = $2 and p.channel = $3
         and p.state in ('waiting', 'sending', 'posted') and p.wanted
         and ${which === 'open cards' ? openCards : allThatShows}
       order by p.id for update)
     update slack_post p set version = version + 1, redraw_at =
       case when state = 'posted' then coalesce(redraw_at, now()) else redraw_at end
     from shown where p.tenant = $1 and p.id = shown.id`,
    [tenant, installation, channel],
  );
  await db.query(`select pg_notify('belay_slack', $1)`, [installation]);
}
