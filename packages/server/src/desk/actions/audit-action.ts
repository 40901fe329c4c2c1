import type pg from 'pg';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { type ActionRow, actionId } from './action-row.ts';

/** What a person did to an action, in the transaction of the change. */
export async function auditAction(
  ctx: Context,
  db: pg.Pool | pg.PoolClient,
  caller: Caller,
  what: string,
  { id, agent }: Pick<ActionRow, 'id' | 'agent'>,
  details: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(db, ctx.now(), {
    ...{ tenant: caller.tenant, actor: caller.actor, jti: caller.jti },
    endpoint: `actions.${what}`,
    capability: 'desk.manage',
    details: { agent_id: publicId('agt', agent), action_id: actionId(id), ...details },
  });
}
