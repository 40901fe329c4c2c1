import type pg from 'pg';

/** One at a time per workspace of a tenant, until the transaction ends. */
export async function lockWorkspace(
  client: pg.PoolClient,
  tenant: string,
  teamId: string,
): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `belay connectors ${tenant} ${teamId}`,
  ]);
}
