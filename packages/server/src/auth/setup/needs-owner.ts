import type pg from 'pg';

/** Whether nobody has an account on this server yet. */
export async function needsOwner(db: pg.Pool | pg.PoolClient): Promise<boolean> {
  const { rows } = await db.query<{ empty: boolean }>(
    'select not exists (select from person) as empty',
  );
  return rows[0]?.empty === true;
}
