import type pg from 'pg';
import { authorize, type Caller } from '../../auth/authorize.ts';
import { baseScope } from './base-scope.ts';
import { connectorUuid, noSuchConnector } from './connector-id.ts';
import { type ConnectorRow, connectorColumns, connectorTables } from './connector-row.ts';
import { isWithinReach } from './is-within-reach.ts';

/**
 * One connector by its public id. Throws NOT_FOUND, also for another tenant's and for one that
 * writes where the caller sees nothing.
 */
export async function findConnector(
  db: pg.Pool | pg.PoolClient,
  caller: Caller,
  id: string,
): Promise<ConnectorRow> {
  const { rows } = await db.query<ConnectorRow>(
    `select ${connectorColumns} from ${connectorTables} where c.tenant = $1 and c.id = $2`,
    [caller.tenant, connectorUuid(id)],
  );
  const [row] = rows;
  if (!row || !isWithinReach(caller, row)) throw noSuchConnector();
  return row;
}

/** The same for who wants to change it: throws 403 unless all that it writes is the caller's to manage. */
export async function manageableConnector(
  db: pg.Pool | pg.PoolClient,
  caller: Caller,
  id: string,
): Promise<ConnectorRow> {
  authorize(caller, 'connectors.manage');
  const row = await findConnector(db, caller, id);
  authorize(caller, 'connectors.manage', baseScope(row.settings.scope_template));
  return row;
}
