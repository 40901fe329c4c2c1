import type pg from 'pg';

/** Tells everybody who keeps in mind how an installation stands: workers, outboxes, the book. */
export async function ring(db: pg.Pool | pg.PoolClient, installation: string): Promise<void> {
  await db.query(`select pg_notify('belay_connectors', $1), pg_notify('belay_slack', $1)`, [
    installation,
  ]);
}
