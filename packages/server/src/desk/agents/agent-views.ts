import type { AgentView } from '@belay/contract/desk/agent';
import type { Context } from '../../context.ts';
import { belowScope } from '../../memory/scope-range.ts';
import { hoursState } from '../hours/hours-state.ts';
import { agentId } from './agent-id.ts';
import { agentColumns, agentRow, type StoredAgent } from './agent-row.ts';
import { agentSentence } from './agent-sentence.ts';

interface ShownAgent extends StoredAgent {
  in_agent: number;
  in_waiting: number;
  in_human: number;
  learning: boolean;
  trained: boolean;
}

/** Something to answer from: taught by hand, given as a scope, or learned from people's answers. */
const trained = `
  exists (select from knowledge k join knowledge_piece p on p.tenant = k.tenant and p.knowledge = k.id
          where k.tenant = a.tenant and k.agent = a.id and k.state <> 'removing')
  or exists (select from agent_scope s join event e on e.tenant = s.tenant
               and ${belowScope('e.scope', 's.scope')} and e.forgotten_at is null
             where s.tenant = a.tenant and s.agent = a.id)
  or exists (select from event e where e.tenant = a.tenant and e.forgotten_at is null
             and ${belowScope('e.scope', `(t.root_scope || '/source:desk/agent:' || replace(a.id::text, '-', ''))`)})`;

const statement = `
select ${agentColumns}, talks.*, ${trained} as trained,
       exists (select from knowledge k where k.tenant = a.tenant and k.agent = a.id
               and k.state = 'learning') as learning
from agent a join tenant t on t.id = a.tenant
cross join lateral (
  select (count(*) filter (where c.state = 'agent'))::int as in_agent,
         (count(*) filter (where c.state = 'waiting'))::int as in_waiting,
         (count(*) filter (where c.state = 'human'))::int as in_human
  from conversation c
  where c.tenant = a.tenant and c.agent = a.id and c.state in ('agent', 'waiting', 'human')
) as talks
where a.tenant = $1 and ($2::uuid is null or a.id = $2)
order by a.created_at, a.id`;

/** A tenant's agents as the dashboard shows them, the oldest first; or one of them, or none. */
export async function agentViews(
  ctx: Pick<Context, 'pool' | 'now'>,
  tenant: string,
  agent?: string,
): Promise<AgentView[]> {
  const { rows } = await ctx.pool.query<ShownAgent>({
    name: 'agent-views',
    text: statement,
    values: [tenant, agent ?? null],
  });
  const now = new Date(ctx.now());
  return rows.map((stored) => shown(stored, now));
}

function shown(stored: ShownAgent, now: Date): AgentView {
  const { settings, ...row } = agentRow(stored);
  return {
    id: agentId(row.id),
    name: row.name,
    public: row.isPublic,
    paused: row.isPaused,
    settings,
    sentence: agentSentence({
      ...row,
      trained: stored.trained,
      learning: stored.learning,
      origins: settings.allowed_origins,
      withPeople: stored.in_waiting + stored.in_human,
    }),
    serves: row.serves,
    trained: stored.trained,
    hours: hoursState(settings.hours, now),
    conversations: {
      agent: stored.in_agent,
      waiting: stored.in_waiting,
      human: stored.in_human,
    },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
