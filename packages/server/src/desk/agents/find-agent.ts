import type pg from 'pg';
import { type AgentRow, agentColumns, agentRow, type StoredAgent } from './agent-row.ts';
import { noSuchAgent } from './no-such-agent.ts';

/** One agent of a tenant, whatever its state. Throws NOT_FOUND, also for another tenant's. */
export async function findAgent(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
): Promise<AgentRow> {
  const { rows } = await db.query<StoredAgent>({
    name: 'find-agent',
    text: `select ${agentColumns} from agent a where a.tenant = $1 and a.id = $2`,
    values: [tenant, agent],
  });
  if (!rows[0]) throw noSuchAgent();
  return agentRow(rows[0]);
}
