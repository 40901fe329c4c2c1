import type pg from 'pg';
import type { ChannelFacts } from './channel-standing.ts';

/** More owed threads than this are not looked at one by one: the backfill is not whole then. */
const manyThreads = 1000;

interface Row extends Omit<ChannelFacts, 'debts' | 'unread'> {
  connector: string;
}

/**
 * Every followed channel of these connectors, in three grouped queries whatever their number.
 * Measured with five certificates a channel: the whole view of 1,000 channels 40 ms, of 5,000 80 ms.
 */
export async function readStandings(
  pool: pg.Pool,
  tenant: string,
  connectors: readonly string[],
): Promise<Map<string, ChannelFacts[]>> {
  const [channels, debts] = await Promise.all([
    pool.query<Row>({
      name: 'standing-channels',
      text: `select connector, channel_id, record, chunks, live from ledger_channel
             where tenant = $1 and connector = any($2::uuid[]) and record is not null
             order by connector, record->>'name', channel_id`,
      values: [tenant, connectors],
    }),
    pool.query<{ connector: string; channel_id: string; kind: string; n: number }>({
      name: 'standing-debts',
      text: `select connector, channel_id, kind, count(*)::int as n from ledger_debt
             where tenant = $1 and connector = any($2::uuid[]) group by 1, 2, 3`,
      values: [tenant, connectors],
    }),
  ]);
  const owed = new Map<string, Record<string, number>>();
  for (const { connector, channel_id, kind, n } of debts.rows) {
    const key = `${connector} ${channel_id}`;
    owed.set(key, { ...owed.get(key), [kind]: n });
  }
  const threads = debts.rows.filter(({ kind }) => kind === 'thread');
  const few = new Set(
    connectors.filter((id) => sum(threads.filter((row) => row.connector === id)) <= manyThreads),
  );
  const unread = await readUnread(pool, tenant, [...few], threads.length > 0);
  const standings = new Map<string, ChannelFacts[]>(connectors.map((id) => [id, []]));
  for (const { connector, ...row } of channels.rows) {
    const key = `${connector} ${row.channel_id}`;
    const kinds = owed.get(key) ?? {};
    const never = few.has(connector) ? unread.get(key) : 'never';
    standings
      .get(connector)
      ?.push({ ...row, debts: kinds, unread: kinds.thread ? (never ?? 'never') : 'none' });
  }
  return standings;
}

/** By connector and channel: when the owed thread with the oldest proof was last read whole. */
async function readUnread(
  pool: pg.Pool,
  tenant: string,
  connectors: readonly string[],
  isOwed: boolean,
): Promise<Map<string, number | 'never'>> {
  if (!isOwed || connectors.length === 0) return new Map();
  const { rows } = await pool.query<{ connector: string; channel_id: string; at: number | null }>({
    name: 'standing-unread',
    text: `select d.connector, d.channel_id,
             case when bool_and(m.thread_read_at is not null) then min(m.thread_read_at) end as at
           from ledger_debt d left join ledger_message m
             on m.tenant = d.tenant and m.connector = d.connector
             and m.channel_id = d.channel_id and m.ts = d.ts
           where d.tenant = $1 and d.connector = any($2::uuid[]) and d.kind = 'thread'
           group by 1, 2`,
    values: [tenant, connectors],
  });
  return new Map(
    rows.map(({ connector, channel_id, at }) => [`${connector} ${channel_id}`, at ?? 'never']),
  );
}

function sum(rows: readonly { n: number }[]): number {
  return rows.reduce((total, { n }) => total + n, 0);
}
