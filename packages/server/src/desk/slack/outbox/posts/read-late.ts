import type pg from 'pg';
import type { Parked } from './park-posts.ts';

const statement = `
select tenant, id, true as "isEscalation" from slack_post
where tenant = $1 and installation = $2 and state in ('waiting', 'sending')
  and event = 'escalation' and kind in ('card', 'event') and created_at < $3
order by n limit 100`;

/** Escalations that wait since before `since` (ms), though nothing of their own is wrong. */
export async function readLate(
  pool: pg.Pool,
  { tenant, installation }: { tenant: string; installation: string },
  since: number,
): Promise<Parked[]> {
  const { rows } = await pool.query<Parked>(statement, [tenant, installation, new Date(since)]);
  return rows;
}
