import type pg from 'pg';
import type { LifecycleFeed } from '../../memory/lifecycle/lifecycle-feed.ts';
import { tellConnectors } from '../tell-connectors.ts';

/** What keeps the socket closed, in words, for the status; `markConnected` takes it back. */
export async function noteSocketProblem(
  to: { pool: pg.Pool; feed: Pick<LifecycleFeed, 'wake'> },
  { tenant, id }: { tenant: string; id: string },
  problem: string,
): Promise<void> {
  const { rowCount } = await to.pool.query(
    `update slack_installation set socket_problem = $3
     where tenant = $1 and id = $2 and socket_problem is distinct from $3`,
    [tenant, id, problem],
  );
  if (rowCount === 1) await tellConnectors(to, [{ tenant, id }], 'disconnected');
}
