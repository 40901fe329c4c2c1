import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { Task } from '../../jobs/tasks.ts';
import { forgetEvents } from '../../memory/forget/forget-events.ts';
import { belowScope } from '../../memory/scope-range.ts';
import { agentActor, agentRootJti, knowledgeScope, learnedScope } from './agent-scopes.ts';

const atOnce = 500;
const note = 'The agent was deleted.';

/** The job after an agent's deletion: its knowledge, and what people's answers taught it. */
export const forgetAgent: Task<{ tenant: string; agent: string }> = async (
  ctx,
  { tenant, agent },
  { signal },
) => {
  const { rows } = await ctx.pool.query<{ root_scope: string }>(
    'select root_scope from tenant where id = $1',
    [tenant],
  );
  const root = rows[0]?.root_scope;
  if (root === undefined) return;
  for (const scope of [knowledgeScope(root, agent), learnedScope(root, agent)])
    await forgetBelow(ctx, { tenant, agent, scope }, signal);
};

async function forgetBelow(
  ctx: Context,
  { tenant, agent, scope }: { tenant: string; agent: string; scope: string },
  signal: AbortSignal,
): Promise<void> {
  // no token: those of the agent are revoked by now
  const caller: Caller = {
    tenant,
    actor: agentActor(agent),
    jti: agentRootJti(agent),
    expiresAt: 0,
    capabilities: ['forget.cascade.*'],
    scopes: [scope],
    parents: [],
    privateChannels: 'all',
  };
  for (;;) {
    signal.throwIfAborted();
    const { rows } = await ctx.pool.query<{ id: string }>(
      `select id from event
       where tenant = $1 and ${belowScope('scope', '$2::text')} and forgotten_at is null limit ${atOnce}`,
      [tenant, scope],
    );
    if (rows.length === 0) break;
    const ids = rows.map(({ id }) => id);
    await forgetEvents(ctx, caller, ids, { note, keys: 'release', scope });
  }
  await ctx.pool.query(
    `delete from scope where tenant = $1 and ${belowScope('path', '$2::text')}`,
    [tenant, scope],
  );
}
