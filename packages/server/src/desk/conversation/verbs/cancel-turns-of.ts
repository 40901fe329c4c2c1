import type pg from 'pg';
import type { Context } from '../../../context.ts';

/**
 * Ends the running turns of an agent that was paused or made private, in that transaction; visitors
 * who wait for its answer are told. Call `ctx.desk.wake()` after it. Returns how many turns.
 */
export async function cancelTurnsOf(
  _ctx: Context,
  _db: pg.PoolClient,
  _agent: { tenant: string; agent: string },
): Promise<number> {
  throw new Error('not built yet');
}
