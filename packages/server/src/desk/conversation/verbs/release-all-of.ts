import type pg from 'pg';
import type { Context } from '../../../context.ts';

/**
 * What a person holds goes back to the queue, in the transaction that takes their role; call
 * `ctx.desk.wake()` after it. Returns how many conversations.
 */
export async function releaseAllOf(
  _ctx: Context,
  _db: pg.PoolClient,
  _who: { tenant: string; person: string },
): Promise<number> {
  throw new Error('not built yet');
}
