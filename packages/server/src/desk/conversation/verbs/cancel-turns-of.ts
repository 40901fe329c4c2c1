import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { lockStanding } from '../state/standing.ts';
import { giveUpTurn } from './fail-turn.ts';

/**
 * Ends the running turns of an agent that was paused or made private, in that transaction and after
 * it is written; visitors who wait for its answer are told. Call `ctx.desk.wake()` after the
 * commit. Returns how many turns. What is asked meanwhile finds a paused agent when it answers.
 */
export async function cancelTurnsOf(
  ctx: Context,
  db: pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
): Promise<number> {
  const tx = { ctx, db, now: new Date(ctx.now()) };
  const { rows } = await db.query<{ id: string }>(
    `select id from conversation
     where tenant = $1 and agent = $2 and state = 'agent' and not is_test
       and visitor_seq > our_seq and answered_turn < turn
     order by id`,
    [tenant, agent],
  );
  let cancelled = 0;
  for (const { id } of rows) {
    const standing = await lockStanding(tx, tenant, id);
    const isRunning = standing.state === 'agent' && standing.answered_turn < standing.turn;
    if (isRunning && (await giveUpTurn(tx, standing, standing.turn, 'paused'))) cancelled += 1;
  }
  return cancelled;
}
