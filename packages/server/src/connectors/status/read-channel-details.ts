import type { ChannelProgress } from '@belay/contract/connector';
import { isTs } from '@belay/slack/ids/ts';
import type pg from 'pg';

const mostExceptions = 100;

/** By channel: when the thread with the oldest proof was last read whole, ms since the epoch. */
export async function readOldestOfChannels(
  pool: pg.Pool,
  tenant: string,
  connector: string,
  channels: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; at: number | null }>({
    name: 'channels-oldest-thread',
    text: `select c.id, (
             select thread_read_at from ledger_message m
             where m.tenant = $1 and m.connector = $2 and m.channel_id = c.id
               and m.thread_read_at is not null order by thread_read_at limit 1) as at
           from unnest($3::text[]) as c (id)`,
    values: [tenant, connector, channels],
  });
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at]])));
}

interface ExceptionRow {
  id: string;
  channel_id: string;
  kind: string;
  ts: string;
  reason: string;
  due: number;
}

/** By channel: what could not be had, the soonest retry first. */
export async function readExceptions(
  pool: pg.Pool,
  tenant: string,
  connector: string,
  channels: readonly string[],
): Promise<Map<string, ChannelProgress['exceptions']>> {
  const { rows } = await pool.query<ExceptionRow>({
    name: 'channels-exceptions',
    text: `select d.* from unnest($3::text[]) as c (id), lateral (
             select id, channel_id, kind, ts, reason, due from ledger_debt
             where tenant = $1 and connector = $2 and channel_id = c.id and reason is not null
             order by due, id limit ${mostExceptions}) as d`,
    values: [tenant, connector, channels],
  });
  const found = new Map<string, ChannelProgress['exceptions']>();
  for (const { id, channel_id, kind, ts, reason, due } of rows) {
    const retry_at = kind === 'exception' ? null : new Date(due).toISOString();
    const exception = { id, kind, ts: isTs(ts) ? ts : '', reason, retry_at };
    found.set(channel_id, [...(found.get(channel_id) ?? []), exception]);
  }
  return found;
}
