import type pg from 'pg';
import { type PostRow, postColumns } from '../post-row.ts';

/** A post that stands in Slack and has to look otherwise, or to go. */
export interface Redraw extends PostRow {
  ts: string;
}

/**
 * Who waits longest first, and of one change the cards before what hangs under them; a card on which
 * somebody pressed a button waits since ever. Nothing of channels that are in trouble.
 */
const statement = `
select ${postColumns}
from slack_post p
left join slack_channel s
  on s.tenant = p.tenant and s.installation = p.installation and s.channel = p.channel
where p.tenant = $1 and p.installation = $2 and p.redraw_at is not null and p.state = 'posted'
  and p.ts is not null and s.trouble is null and p.id <> all($3::uuid[])
order by p.redraw_at, p.kind <> 'card', p.n
limit $4`;

export async function readRedraws(
  pool: pg.Pool,
  { tenant, installation }: { tenant: string; installation: string },
  { without, most }: { without: readonly string[]; most: number },
): Promise<Redraw[]> {
  const { rows } = await pool.query<Redraw>({
    name: 'read-redraws',
    text: statement,
    values: [tenant, installation, without, most],
  });
  return rows;
}
