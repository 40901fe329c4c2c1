import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { type ConnectorRow, connectorColumns, connectorTables } from './connector-row.ts';
import { isWithinReach } from './is-within-reach.ts';

/** All connectors of a tenant that the caller may know of, the oldest first. */
export async function listConnectors(pool: pg.Pool, caller: Caller): Promise<ConnectorRow[]> {
  const { rows } = await pool.query<ConnectorRow>(
    `select ${connectorColumns} from ${connectorTables}
     where c.tenant = $1 order by c.created_at, c.id`,
    [caller.tenant],
  );
  return rows.filter((row) => isWithinReach(caller, row));
}
