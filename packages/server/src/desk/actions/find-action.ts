import type pg from 'pg';
import { agentUuid } from '../agents/agent-id.ts';
import { type ActionRow, actionColumns, actionUuid, noSuchAction } from './action-row.ts';

/** Which action of which agent a call names, by public ids. */
export interface ActionPath {
  tenant: string;
  agent: string;
  action: string;
}

/** One action of an agent. Throws NOT_FOUND, also for another agent's or tenant's. */
export async function findAction(
  db: pg.Pool | pg.PoolClient,
  { tenant, agent, action }: ActionPath,
): Promise<ActionRow> {
  const { rows } = await db.query<ActionRow>(
    `select ${actionColumns} from action a where a.tenant = $1 and a.agent = $2 and a.id = $3`,
    [tenant, agentUuid(agent), actionUuid(action)],
  );
  if (!rows[0]) throw noSuchAction();
  return rows[0];
}

/** All actions of an agent, the oldest first; `agent` is its uuid. */
export async function listActions(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  agent: string,
): Promise<ActionRow[]> {
  const { rows } = await db.query<ActionRow>(
    `select ${actionColumns} from action a where a.tenant = $1 and a.agent = $2
     order by a.created_at, a.id`,
    [tenant, agent],
  );
  return rows;
}
