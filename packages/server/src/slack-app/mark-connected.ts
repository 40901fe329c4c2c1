import type pg from 'pg';
import type { Installed } from './book/installation-book.ts';

/** Slack verified the Request URL, or opened the socket: events may come from now on (MGD-4). */
export async function markConnected(
  pool: pg.Pool,
  installations: Pick<Installed, 'tenant' | 'id'>[],
): Promise<void> {
  await pool.query(
    `with connected as (
       update slack_installation s set connected_at = now(), socket_problem = null
       from unnest($1::uuid[], $2::uuid[]) as i (tenant, id)
       where s.tenant = i.tenant and s.id = i.id
       returning s.id
     )
     select pg_notify('belay_connectors', id::text) from connected`,
    [installations.map(({ tenant }) => tenant), installations.map(({ id }) => id)],
  );
}
