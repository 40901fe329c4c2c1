import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { uuidOf } from '../../memory/ids.ts';
import { type VisitorRow, visitorColumns } from './visitor-view.ts';

/** One visitor of a tenant. Throws NOT_FOUND, also for another tenant's and for erased ones. */
export async function findVisitor(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  id: string,
): Promise<VisitorRow> {
  const uuid = uuidOf('vis', id);
  const { rows } = uuid
    ? await db.query<VisitorRow>({
        name: 'find-visitor',
        text: `select ${visitorColumns} from visitor v
               where v.tenant = $1 and v.id = $2 and v.erased_at is null`,
        values: [tenant, uuid],
      })
    : { rows: [] };
  if (!rows[0]) throw noSuchVisitor();
  return rows[0];
}

export function noSuchVisitor(): BelayError {
  return new BelayError(
    'NOT_FOUND',
    'There is no such visitor. GET /v1/desk/visitors lists yours.',
  );
}
