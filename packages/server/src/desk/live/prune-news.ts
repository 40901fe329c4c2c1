import type pg from 'pg';

/** News is of the day; what it told of is kept where it belongs. */
export const newsHours = 24;
const atOnce = 5_000;

/** Removes old news, a short commit at a time, and moves the horizon with it. Answers how many. */
export async function pruneNews(pool: pg.Pool, nowMs: number): Promise<number> {
  const before = new Date(nowMs - newsHours * 3_600_000);
  let removed = 0;
  for (;;) {
    const { rows } = await pool.query<{ gone: number }>({
      name: 'prune-news',
      text: `with gone as (
               delete from desk_event e using (
                 select xid, seq from desk_event where at < $1
                 order by xid, seq limit ${atOnce} for update skip locked
               ) as old
               where e.xid = old.xid and e.seq = old.seq
               returning e.xid, e.seq),
             top as (select xid, seq from gone order by xid desc, seq desc limit 1),
             moved as (
               update desk_horizon h set xid = top.xid, seq = top.seq from top
               where (h.xid, h.seq) < (top.xid, top.seq))
             select count(*) as gone from gone`,
      values: [before],
    });
    const gone = rows[0]?.gone ?? 0;
    removed += gone;
    if (gone < atOnce) return removed;
  }
}
