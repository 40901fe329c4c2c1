import type pg from 'pg';
import { firstId, type Position, positionId } from './lifecycle-position.ts';

/**
 * Whether a reader may go on from here. Rows go oldest first, so if the one that was seen last is
 * still there, so is everything after it. If not, it was pruned, or another database told it.
 */
export async function isKept(pool: pg.Pool, tenant: string, at: Position): Promise<boolean> {
  if (positionId(at) === firstId) return true;
  const { rows } = await pool.query<{ kept: boolean }>({
    name: 'lifecycle-kept',
    text: `select exists (select from lifecycle where tenant = $1 and xid = $2::xid8 and seq = $3) as kept`,
    values: [tenant, at.xid.toString(), at.seq.toString()],
  });
  return rows[0]?.kept ?? false;
}
