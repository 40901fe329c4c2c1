import { agentSettings, type patchAgentBody } from '@belay/contract/desk/agent';
import type pg from 'pg';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { cancelTurnsOf } from '../conversation/verbs/cancel-turns-of.ts';
import { recomputeLadders } from '../ladder/recompute-ladders.ts';
import { redrawAgent } from '../slack/notify/redraw-agent.ts';
import { type AgentRow, agentColumns, agentRow, type StoredAgent } from './agent-row.ts';
import { checkSettings } from './check-settings.ts';
import { noSuchAgent } from './no-such-agent.ts';
import { recordAgentChange } from './record-agent-change.ts';

export type AgentPatch = z.output<typeof patchAgentBody>;

/**
 * Changes the fields that are named, and no others. Paused or made private, its running turns are
 * cancelled in the same commit (DSK-1); conversations with people go on.
 */
export async function updateAgent(
  ctx: Context,
  caller: Caller,
  agent: string,
  patch: AgentPatch,
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    // who holds a conversation of it may write what names the agent: that must not wait for us
    const before = await lockAgent(db, caller.tenant, agent, 'no key update');
    const settings = agentSettings.parse({ ...before.settings, ...patch.settings });
    checkSettings(settings);
    const isPublic = patch.public ?? before.isPublic;
    const isPaused = patch.paused ?? before.isPaused;
    const stops = before.serves && !(isPublic && !isPaused);
    await db.query(
      `update agent set name = $3, is_public = $4, is_paused = $5, settings = $6,
              epoch = epoch + $7, updated_at = $8
       where tenant = $1 and id = $2`,
      [
        caller.tenant,
        agent,
        patch.name ?? before.name,
        isPublic,
        isPaused,
        JSON.stringify(settings),
        stops ? 1 : 0,
        new Date(ctx.now()),
      ],
    );
    if (patch.name !== undefined && patch.name !== before.name)
      await redrawAgent(db, { tenant: caller.tenant, agent });
    if (patch.settings?.hours !== undefined)
      await recomputeLadders(db, { tenant: caller.tenant, agent });
    const cancelled = stops ? await cancelTurnsOf(ctx, db, { tenant: caller.tenant, agent }) : 0;
    await recordAgentChange(db, caller, ctx.now(), {
      what: 'change',
      agent,
      details: {
        ...(patch.name === undefined ? {} : { name: patch.name }),
        ...(patch.public === undefined ? {} : { public: patch.public }),
        ...(patch.paused === undefined ? {} : { paused: patch.paused }),
        ...(patch.settings ? { settings: Object.keys(patch.settings) } : {}),
        ...(stops ? { turns_cancelled: cancelled } : {}),
      },
    });
  });
  ctx.desk.wake();
}

/**
 * The row as it stands, until the transaction ends: nobody else changes it, and with `update` nothing
 * that names it is written either. Throws NOT_FOUND.
 */
export async function lockAgent(
  db: pg.PoolClient,
  tenant: string,
  agent: string,
  strength: 'no key update' | 'update',
): Promise<AgentRow> {
  const { rows } = await db.query<StoredAgent>(
    `select ${agentColumns} from agent a where a.tenant = $1 and a.id = $2 for ${strength}`,
    [tenant, agent],
  );
  if (!rows[0]) throw noSuchAgent();
  return agentRow(rows[0]);
}
