import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import {
  agentActor,
  agentReachJti,
  agentRootJti,
  knowledgeScope,
  learnedScope,
} from './agent-scopes.ts';
import { noSuchAgent } from './no-such-agent.ts';

/** An answer takes seconds; nobody keeps such a token. */
export const agentTokenMs = 600_000;
const capabilities = ['scope.read.*'] as const;

interface Reach {
  root_scope: string;
  reach: number;
  scopes: string[];
  channels: string[];
}

/**
 * Who an agent reads as (DSK-3): the scopes that it was given, what it was taught and what it
 * learned, and of private channels the confirmed ones only. Made anew for each answer from what
 * stands now, so a change holds at once in every process; a token of before the change falls. A
 * channel that became private hides itself: it isn't among the confirmed ones. Throws NOT_FOUND.
 */
export async function agentCaller(
  ctx: Context,
  { tenant, agent }: { tenant: string; agent: string },
): Promise<Caller> {
  const reach = await readReach(ctx.pool, tenant, agent);
  const { token } = await ctx.tokens.mint({
    tenant,
    actor: agentActor(agent),
    capabilities,
    scopes: [
      knowledgeScope(reach.root_scope, agent),
      learnedScope(reach.root_scope, agent),
      ...reach.scopes,
    ],
    ttlMs: agentTokenMs,
    parents: [agentRootJti(agent), agentReachJti(agent, reach.reach)],
    privateChannels: reach.channels,
  });
  return ctx.tokens.verify(token);
}

async function readReach(db: pg.Pool, tenant: string, agent: string): Promise<Reach> {
  const { rows } = await db.query<Reach>({
    name: 'agent-reach',
    text: `select t.root_scope, a.reach,
                  array(select s.scope from agent_scope s
                        where s.tenant = a.tenant and s.agent = a.id order by s.scope) as scopes,
                  array(select distinct c from agent_scope s, unnest(s.confirmed_channels) as c
                        where s.tenant = a.tenant and s.agent = a.id order by c) as channels
           from agent a join tenant t on t.id = a.tenant
           where a.tenant = $1 and a.id = $2`,
    values: [tenant, agent],
  });
  if (!rows[0]) throw noSuchAgent();
  return rows[0];
}
