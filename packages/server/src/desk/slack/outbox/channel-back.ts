import type pg from 'pg';

/**
 * A channel takes posts again: what was parked for its sake is released in order, what stands there
 * is drawn anew, and one summary says so. In the caller's transaction; nothing where all was well.
 */
export async function channelBack(
  _db: pg.Pool | pg.PoolClient,
  _place: { tenant: string; installation: string; channel: string },
): Promise<{ released: number }> {
  throw new Error('not built yet');
}
