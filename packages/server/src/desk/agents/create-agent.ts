import { agentSettings, type createAgentBody } from '@belay/contract/desk/agent';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { checkSettings } from './check-settings.ts';
import { recordAgentChange } from './record-agent-change.ts';

/** More would be a mistake of a program. */
const mostAgents = 100;

/** A draft: it answers nobody until it is public. Answers its uuid. */
export async function createAgent(
  ctx: Context,
  caller: Caller,
  { name, settings = agentSettings.parse({}) }: z.output<typeof createAgentBody>,
): Promise<string> {
  checkSettings(settings);
  const id = uuidv7(ctx.now());
  const at = new Date(ctx.now());
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `insert into agent (tenant, id, name, settings, created_by, created_at, updated_at)
       select $1, $2, $3, $4, $5, $6, $6
       where (select count(*) from agent where tenant = $1) < $7`,
      [caller.tenant, id, name, JSON.stringify(settings), caller.userId ?? null, at, mostAgents],
    );
    if (rowCount === 0)
      throw new BelayError(
        'CONFLICT',
        `An organisation has at most ${mostAgents} agents. Delete one that you no longer use.`,
      );
    await recordAgentChange(db, caller, ctx.now(), {
      what: 'create',
      agent: id,
      details: { name },
    });
  });
  return id;
}
