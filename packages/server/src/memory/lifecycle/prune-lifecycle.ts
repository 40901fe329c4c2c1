import type pg from 'pg';

/**
 * News is kept for so long; what it was about is kept elsewhere: experiences, audit, throughput. Not
 * longer than others: what the indexer has not yet passed stays, whatever its age, and so does
 * everything behind the first row that stays, so that what is left has no holes.
 */
export const lifecycleDays = 30;

const atOnce = 5_000;

/** Removes old rows, oldest first, a short commit at a time. Answers how many. */
export async function pruneLifecycle(
  pool: pg.Pool | pg.PoolClient,
  nowMs: number,
): Promise<number> {
  const before = new Date(nowMs - lifecycleDays * 86_400_000);
  let removed = 0;
  for (;;) {
    const { rowCount } = await pool.query({
      name: 'prune-lifecycle',
      text: `delete from lifecycle l using (
               select tenant, xid, seq, bool_and(ts < $1) over (order by xid, seq) as is_old
               from (
                 select * from lifecycle
                 where (xid, seq) <= (select xid, seq from index_position)
                 order by xid, seq limit ${atOnce}
               ) as oldest
             ) as o
             where o.is_old and l.tenant = o.tenant and l.xid = o.xid and l.seq = o.seq`,
      values: [before],
    });
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < atOnce) return removed;
  }
}
