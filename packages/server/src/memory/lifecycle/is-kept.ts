import type pg from 'pg';
import { firstId, type Position, positionId } from '../../live/position.ts';

/**
 * Whether a reader may go on from here. Rows go oldest first, so if the one that was seen last is
 * still there, so is everything after it; of a place between rows any earlier one proves that. If
 * not, news was pruned, or another database told that id.
 */
export async function isKept(pool: pg.Pool, at: Position): Promise<boolean> {
  if (positionId(at) === firstId) return true;
  const { rows } = await pool.query<{ kept: boolean }>({
    name: 'lifecycle-kept',
    text: `select case when $2 > 0
             then exists (select from lifecycle where xid = $1::xid8 and seq = $2)
             else $1::xid8 <= pg_snapshot_xmin(pg_current_snapshot())
                  and exists (select from lifecycle where xid < $1::xid8)
           end as kept`,
    values: [at.xid.toString(), at.seq.toString()],
  });
  return rows[0]?.kept ?? false;
}
