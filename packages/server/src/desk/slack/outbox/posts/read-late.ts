import type pg from 'pg';
import type { Parked } from './park-posts.ts';

/** Told elsewhere in one look. */
export const mostLate = 100;

interface Late extends Parked {
  /** its place among all posts */
  n: number;
}

const statement = `
select tenant, id, n, true as "isEscalation" from slack_post
where tenant = $1 and installation = $2 and state in ('waiting', 'sending')
  and event = 'escalation' and kind in ('card', 'event') and created_at < $3 and n > $4
order by n limit ${mostLate}`;

/** Escalations that wait since before `since` (ms), though nothing of their own is wrong; a page. */
export async function readLate(
  pool: pg.Pool,
  { tenant, installation }: { tenant: string; installation: string },
  { since, after }: { since: number; after: number },
): Promise<Late[]> {
  const values = [tenant, installation, new Date(since), after];
  const { rows } = await pool.query<Late>(statement, values);
  return rows;
}
