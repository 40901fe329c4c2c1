import type pg from 'pg';

/**
 * The app may post again: installed anew, approved, or given what it lacked. Releases what was
 * parked for that, of one agent or of all, in the caller's transaction.
 */
export async function connectionBack(
  _db: pg.Pool | pg.PoolClient,
  _place: { tenant: string; installation: string; agent?: string },
): Promise<{ released: number }> {
  throw new Error('not built yet');
}
