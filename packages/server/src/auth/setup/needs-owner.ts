import type pg from 'pg';

/** Whether nobody has an account on this server yet; whom the demo invented is nobody. */
export async function needsOwner(db: pg.Pool | pg.PoolClient): Promise<boolean> {
  const { rows } = await db.query<{ empty: boolean }>(
    'select not exists (select from person where not is_demo) as empty',
  );
  return rows[0]?.empty === true;
}
