import type pg from 'pg';
import type { LifecycleFeed } from '../memory/lifecycle/lifecycle-feed.ts';
import type { Installed } from './book/installation-book.ts';
import { tellConnectors } from './tell-connectors.ts';

/** Slack verified the Request URL, or opened the socket: events may come from now on (MGD-4). */
export async function markConnected(
  to: { pool: pg.Pool; feed: Pick<LifecycleFeed, 'wake'> },
  installations: Pick<Installed, 'tenant' | 'id'>[],
): Promise<void> {
  await to.pool.query(
    `with connected as (
       update slack_installation s set connected_at = now(), socket_problem = null
       from unnest($1::uuid[], $2::uuid[]) as i (tenant, id)
       where s.tenant = i.tenant and s.id = i.id
       returning s.id
     )
     select pg_notify('belay_connectors', id::text) from connected`,
    [installations.map(({ tenant }) => tenant), installations.map(({ id }) => id)],
  );
  await tellConnectors(to, installations, 'connected');
}
