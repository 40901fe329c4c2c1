import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { addJob } from '../../jobs/add-job.ts';
import { eraseAgentInSlack } from '../slack/notify/erase-in-slack.ts';
import { agentRootJti } from './agent-scopes.ts';
import { recordAgentChange } from './record-agent-change.ts';
import { revokeAgentTokens } from './revoke-agent-tokens.ts';
import { lockAgent } from './update-agent.ts';

/** What was under way at the deletion may still write for so long. */
const afterglowMs = 120_000;

/** Whoever watches sees the conversations go. */
const tellErased = `
insert into desk_event (tenant, conversation, visitor, for_operators, for_visitor)
select c.tenant, c.id, c.visitor, said, said
from conversation c cross join lateral (
  select jsonb_build_object('kind', 'erased', 'conversation_id', 'cnv_' || replace(c.id::text, '-', '')) as said
) as news
where c.tenant = $1 and c.agent = $2`;

/**
 * Deletes an agent with its conversations; a job forgets what it was taught and what it learned.
 * Throws CONFLICT while a conversation waits for a person or has one.
 */
export async function deleteAgent(ctx: Context, caller: Caller, agent: string): Promise<void> {
  const { tenant } = caller;
  const nowMs = ctx.now();
  await inTransaction(ctx.pool, async (db) => {
    const { name } = await lockAgent(db, tenant, agent, 'update');
    await refuseWhilePeopleTalk(db, tenant, agent);
    await db.query(tellErased, [tenant, agent]);
    await eraseAgentInSlack(db, { tenant, agent });
    await db.query('delete from agent where tenant = $1 and id = $2', [tenant, agent]);
    await revokeAgentTokens(db, tenant, agentRootJti(agent), { nowMs, reason: 'agent deleted' });
    await addJob(db, 'forget_agent', { tenant, agent });
    await addJob(db, 'forget_agent', { tenant, agent }, { at: new Date(nowMs + afterglowMs) });
    await recordAgentChange(db, caller, nowMs, { what: 'delete', agent, details: { name } });
  });
  await ctx.tokens.changed();
  ctx.desk.wake();
}

async function refuseWhilePeopleTalk(
  db: pg.PoolClient,
  tenant: string,
  agent: string,
): Promise<void> {
  // what escalates at this moment is waited for
  const { rows } = await db.query<{ state: string }>(
    `select state from conversation
     where tenant = $1 and agent = $2 and state in ('agent', 'waiting', 'human')
     order by id for update`,
    [tenant, agent],
  );
  const waiting = rows.filter(({ state }) => state === 'waiting').length;
  const human = rows.filter(({ state }) => state === 'human').length;
  if (waiting + human === 0) return;
  const parts = [
    ...(human > 0 ? [`${human} ${human === 1 ? 'talks' : 'talk'} to a person`] : []),
    ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for one`] : []),
  ];
  throw new BelayError(
    'CONFLICT',
    `Visitors of this agent are with your team: ${parts.join(' and ')}. Close these conversations or pause the agent, then delete it.`,
    { waiting, human },
  );
}
