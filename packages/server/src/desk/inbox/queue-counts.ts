import type { QueueCounts } from '@belay/contract/desk/conversation';
import type pg from 'pg';

/** How many conversations lie in each queue; `mine` is the person's. */
export async function queueCounts(
  _db: pg.Pool | pg.PoolClient,
  _tenant: string,
  _person: string | null,
): Promise<QueueCounts> {
  throw new Error('not built yet');
}
