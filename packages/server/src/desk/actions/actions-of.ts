import type { ActionParameter } from '@belay/contract/desk/action';
import type pg from 'pg';

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
  _db: pg.Pool | pg.PoolClient,
  _tenant: string,
  _agent: string,
): Promise<OfferedAction[]> {
  throw new Error('not built yet');
}
