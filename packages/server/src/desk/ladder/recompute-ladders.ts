import type pg from 'pg';

/** After working hours or the ladder of an agent (uuid) changed, in that transaction: open steps move. */
export async function recomputeLadders(
  _db: pg.PoolClient,
  _agent: { tenant: string; agent: string },
): Promise<void> {}
