import type pg from 'pg';
import { type AgentRow, agentColumns, agentRow, type StoredAgent } from './agent-row.ts';
import { noSuchAgent } from './no-such-agent.ts';

/**
 * The agent that a visitor names, by its uuid alone, whatever its state: a private or paused one
 * takes nobody new, but conversations with people go on. Look at `serves`. Throws NOT_FOUND.
 */
export async function servingAgent(db: pg.Pool | pg.PoolClient, agent: string): Promise<AgentRow> {
  const { rows } = await db.query<StoredAgent>({
    name: 'serving-agent',
    text: `select ${agentColumns} from agent a where a.id = $1`,
    values: [agent],
  });
  if (!rows[0]) throw noSuchAgent();
  return agentRow(rows[0]);
}
