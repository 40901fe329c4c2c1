import type pg from 'pg';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId } from '../../memory/ids.ts';
import { announce } from '../announce/announce.ts';
import { sayLine } from '../conversation/verbs/say-line.ts';
import { actionId } from './action-row.ts';

export interface RunEnd {
  state: 'done' | 'failed' | 'unknown';
  status: number | null;
  outcome: string;
  /** what the agent is to say */
  said: string;
}

/**
 * Records how a run ended, once, and announces it. Where the turn is over, and the agent's words
 * with it, a fixed line says it to those who go on. False: it was recorded before.
 */
export async function settleRun(
  ctx: Context,
  { tenant, run }: { tenant: string; run: string },
  end: RunEnd,
): Promise<boolean> {
  const settled = await inTransaction(ctx.pool, (db) => settle(ctx, db, tenant, run, end));
  if (settled) ctx.desk.wake();
  return settled;
}

async function settle(
  ctx: Context,
  db: pg.PoolClient,
  tenant: string,
  run: string,
  { state, status, outcome, said }: RunEnd,
): Promise<boolean> {
  // the conversation first, like every verb
  const { rows } = await db.query<{
    conversation: string;
    agent: string;
    action: string;
    name: string;
    notify: boolean;
    is_over: boolean;
  }>(
    `select c.id as conversation, c.agent, a.id as action, a.definition->>'name' as name,
            (a.definition->>'notify')::boolean as notify,
            c.state <> 'agent' or c.turn <> r.turn as is_over
     from action_run r
     join conversation c on c.tenant = r.tenant and c.id = r.conversation
     join action a on a.tenant = r.tenant and a.id = r.action
     where r.tenant = $1 and r.id = $2 for update of c`,
    [tenant, run],
  );
  const [of] = rows;
  const at = new Date(ctx.now());
  const { rowCount } = await db.query(
    `update action_run set state = $3, status = $4, outcome = $5, said = $6, ended_at = $7
     where tenant = $1 and id = $2 and state = 'running'`,
    [tenant, run, state, status, outcome, said, at],
  );
  if (!of || rowCount === 0) return false;
  const { conversation, agent, action, name } = of;
  if (of.notify)
    await announce(db, {
      ...{ tenant, agent, conversation, kind: 'action.ran', about: run, at },
      data: {
        run_id: publicId('run', run),
        action: { id: actionId(action), name },
        state,
        status,
        outcome,
      },
    });
  if (of.is_over)
    await sayLine(
      ctx,
      db,
      { tenant, conversation },
      {
        code: state === 'done' ? 'action_done' : 'action_failed',
        params: { action: name, state },
        clientId: publicId('run', run),
      },
    );
  return true;
}
