import type pg from 'pg';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { agentActor, agentRootJti, knowledgeScope } from '../../agents/agent-scopes.ts';
import { type KnowledgeRow, knowledgeColumns } from '../store/knowledge-row.ts';

/** One reading of one version of a source. */
export interface Run extends KnowledgeRow {
  /** where its pieces lie */
  scope: string;
}

/** The source was changed, removed, or its agent deleted: this run has nothing more to do. */
export class RunLost extends Error {
  override readonly name = 'RunLost';
}

const tokenMs = 600_000;

export async function findRun(
  db: pg.Pool,
  { tenant, knowledge }: { tenant: string; knowledge: string },
): Promise<Run | undefined> {
  const { rows } = await db.query<KnowledgeRow & { root_scope: string }>(
    `select ${knowledgeColumns}, t.root_scope from knowledge k join tenant t on t.id = k.tenant
     where k.tenant = $1 and k.id = $2`,
    [tenant, knowledge],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { root_scope, ...run } = row;
  const item = row.id.replaceAll('-', '');
  return {
    ...run,
    scope: `${knowledgeScope(root_scope, row.agent)}/source:${row.kind}/item:${item}`,
  };
}

/**
 * Throws `RunLost` unless the source still is what this run reads; until the transaction ends nobody
 * changes or removes it, so nothing is taught that nobody forgets.
 */
export async function holdRun(
  db: pg.PoolClient,
  { tenant, id, version, state }: Run,
): Promise<void> {
  const { rowCount } = await db.query({
    name: 'hold-knowledge',
    text: `select from knowledge
           where tenant = $1 and id = $2 and version = $3 and state = $4 for share`,
    values: [tenant, id, version, state],
  });
  if (rowCount === 0) throw new RunLost();
}

/** Who writes and forgets an agent's knowledge: there, and nowhere else. */
export async function teacherOf(ctx: Context, { tenant, agent, scope }: Run): Promise<Caller> {
  const { token } = await ctx.tokens.mint({
    tenant,
    actor: agentActor(agent),
    capabilities: ['scope.write', 'forget.cascade.*'],
    scopes: [scope],
    ttlMs: tokenMs,
    parents: [agentRootJti(agent)],
  });
  return ctx.tokens.verify(token);
}
