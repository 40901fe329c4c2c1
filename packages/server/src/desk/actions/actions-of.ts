import type { ActionParameter } from '@belay/contract/desk/action';
import type pg from 'pg';
import { listActions } from './find-action.ts';

/** What an agent has to know to offer an action: never its address or headers. */
export interface OfferedAction {
  /** uuid */
  id: string;
  name: string;
  description: string;
  phrases: string[];
  parameters: ActionParameter[];
  /** the visitor has to agree first */
  confirm: boolean;
}

/** The enabled actions of an agent, the oldest first. */
export async function actionsOf(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  agent: string,
): Promise<OfferedAction[]> {
  const rows = await listActions(db, tenant, agent);
  return rows
    .filter((row) => row.is_enabled)
    .map(({ id, definition }) => {
      const { name, description, phrases, parameters, confirm } = definition;
      return { id, name, description, phrases, parameters, confirm };
    });
}
