import type { ActionBody } from '@belay/contract/desk/action';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { agentUuid } from '../agents/agent-id.ts';
import { findAgent } from '../agents/find-agent.ts';
import { type ActionRow, actionColumns, sealedName } from './action-row.ts';
import { auditAction } from './audit-action.ts';
import { checkDefinition } from './check-definition.ts';
import { newActionSecret } from './new-action-secret.ts';
import { sealedHeaders, storedAction } from './stored-action.ts';

/** A model is told all of them. */
const mostActions = 50;

/** A new action and its signing secret, which is told this once. */
export async function createAction(
  ctx: Context,
  caller: Caller,
  agentId: string,
  body: ActionBody,
): Promise<{ row: ActionRow; secret: string }> {
  const { tenant } = caller;
  const agent = await findAgent(ctx.pool, { tenant, agent: agentUuid(agentId) });
  checkDefinition(ctx.config, body);
  const id = uuidv7(ctx.now());
  const secret = newActionSecret();
  const row = await inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<ActionRow>(
      `insert into action as a (tenant, id, agent, definition, headers, secret, is_enabled)
       select $1, $2, $3, $4, $5, $6, $7
       where (select count(*) from action where tenant = $1 and agent = $3) < $8
       returning ${actionColumns}`,
      [
        tenant,
        id,
        agent.id,
        JSON.stringify(storedAction(body)),
        sealedHeaders(ctx, { tenant, id }, body.request.headers),
        ctx.sealer.seal(sealedName.secret({ tenant, id }), secret),
        body.enabled,
        mostActions,
      ],
    );
    if (!rows[0])
      throw new BelayError(
        'CONFLICT',
        `This agent has ${mostActions} actions already. Remove one first.`,
      );
    await auditAction(ctx, db, caller, 'create', rows[0], { name: body.name });
    return rows[0];
  });
  return { row, secret };
}
