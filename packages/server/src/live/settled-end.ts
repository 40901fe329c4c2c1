import type pg from 'pg';
import type { Position } from './position.ts';

/** The newest settled place: what a stream without a start begins after. */
export async function settledEnd(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  );
  return { xid: BigInt(rows[0]?.xmin ?? 0), seq: 0n, index: -1 };
}
