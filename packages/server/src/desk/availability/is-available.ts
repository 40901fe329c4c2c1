import type pg from 'pg';

/** Whether a person (uuids) is there: everybody who didn't say otherwise is. */
export async function isAvailable(
  db: pg.Pool | pg.PoolClient,
  { tenant, person }: { tenant: string; person: string },
): Promise<boolean> {
  const { rowCount } = await db.query('select from away where tenant = $1 and person = $2', [
    tenant,
    person,
  ]);
  return rowCount === 0;
}
