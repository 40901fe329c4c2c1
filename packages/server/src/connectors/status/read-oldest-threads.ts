import type pg from 'pg';

/** By connector: when the thread with the oldest proof was last read whole, ms since the epoch. */
export async function readOldestThreads(
  pool: pg.Pool,
  tenant: string,
  connectors: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ connector: string; at: number | null }>({
    name: 'standing-oldest-threads',
    // one index look-up per connector
    text: `select c.connector, (
             select thread_read_at from ledger_message m
             where m.tenant = $1 and m.connector = c.connector and m.thread_read_at is not null
             order by thread_read_at limit 1) as at
           from unnest($2::uuid[]) as c (connector)`,
    values: [tenant, connectors],
  });
  return new Map(rows.flatMap(({ connector, at }) => (at === null ? [] : [[connector, at]])));
}
