import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';

/** Cards that somebody may still act on say whether replies arrive: they are drawn again. */
export async function redrawChannel(
  db: pg.PoolClient,
  { tenant, installation }: SlackPlace,
  channel: string,
): Promise<void> {
  await db.query(
    `with open as (
       select p.id from slack_post p
       join slack_card c on c.tenant = p.tenant and c.id = p.card
       join conversation v on v.tenant = c.tenant and v.id = c.conversation
       where p.tenant = $1 and p.installation = $2 and p.channel = $3 and p.kind = 'card'
         and p.state = 'posted' and v.state <> 'closed'
       order by p.id)
     update slack_post p set version = version + 1, redraw_at = coalesce(redraw_at, now())
     from open where p.tenant = $1 and p.id = open.id`,
    [tenant, installation, channel],
  );
  await db.query(`select pg_notify('belay_slack', $1)`, [installation]);
}
