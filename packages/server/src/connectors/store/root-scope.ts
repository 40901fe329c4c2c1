import type pg from 'pg';

/** The outermost scope of a tenant, e.g. `org:acme`. */
export async function rootScope(pool: pg.Pool, tenant: string): Promise<string> {
  const { rows } = await pool.query<{ root_scope: string }>(
    'select root_scope from tenant where id = $1',
    [tenant],
  );
  const [row] = rows;
  if (!row) throw new Error('The caller’s tenant is gone.');
  return row.root_scope;
}
