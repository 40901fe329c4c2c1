import type pg from 'pg';
import type { Context } from '../../context.ts';
import { addJob } from '../../jobs/add-job.ts';
import type { Task } from '../../jobs/tasks.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { lockStanding, settingsOf } from '../conversation/state/standing.ts';
import { hoursParams } from '../conversation/state/working-clock.ts';
import { forEachDue } from '../conversation/timers/for-each-due.ts';
import { sayLine } from '../conversation/verbs/say-line.ts';
import { alignLadder } from './align-ladder.ts';
import { readWay } from './read-way.ts';

interface OfAgent {
  /** uuids */
  tenant: string;
  agent: string;
}

/** After working hours or the ladder of an agent changed, in that transaction: open steps move. */
export function recomputeLadders(db: pg.PoolClient, agent: OfAgent): Promise<void> {
  return addJob(db, 'recompute_ladders', agent, { key: `ladders:${agent.agent}` });
}

/** The job of it: one conversation after another, each as it stands by then. */
export const recomputeLaddersOf: Task<OfAgent> = async (ctx, { tenant, agent }, { signal }) => {
  const { rows } = await ctx.pool.query<{ id: string }>(
    `select distinct c.id from ladder_step s
     join conversation c on c.tenant = s.tenant and c.id = s.conversation
     where s.tenant = $1 and c.agent = $2 and s.state = 'waiting' and c.state = 'waiting'`,
    [tenant, agent],
  );
  const due = rows.map(({ id }) => ({ tenant, id, claim: null, epoch: 0 }));
  await forEachDue(ctx, due, async ({ id }) => {
    signal.throwIfAborted();
    await recompute(ctx, tenant, id);
  });
};

/** Who was told when people are back is told anew where that moved. */
function recompute(ctx: Context, tenant: string, conversation: string): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, tenant, conversation);
    if (standing.state !== 'waiting') return;
    const way = await readWay(ctx, tx.db, standing);
    if (!way) return;
    const { opensElsewhen } = await alignLadder(tx, standing, way);
    const { open, params } = hoursParams(settingsOf(standing), tx.now);
    if (!opensElsewhen || open) return;
    const clientId = `opens:${standing.escalation}:${params.opens_at ?? 'never'}`;
    await sayLine(
      ctx,
      tx.db,
      { tenant, conversation },
      { code: 'escalated_closed', params, clientId },
    );
  });
}
