import type pg from 'pg';
import { recordAudit } from '../../../auth/audit/record-audit.ts';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { agentId } from '../../agents/agent-id.ts';

/** What a person did to an agent's Slack, in the transaction of the change: ids and figures alone. */
export async function recordSlackChange(
  ctx: Context,
  db: pg.PoolClient,
  caller: Caller,
  what: string,
  { agent, ...details }: { agent: string } & Record<string, unknown>,
): Promise<void> {
  await recordAudit(db, ctx.now(), {
    ...{ tenant: caller.tenant, actor: caller.actor, jti: caller.jti },
    endpoint: `slack.${what}`,
    capability: 'desk.manage',
    details: { agent_id: agentId(agent), ...details },
  });
}
