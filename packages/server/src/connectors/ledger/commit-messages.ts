import type { MessageRecord } from '@belay/connector/ports';
import type pg from 'pg';
import { textArray } from '../../db/binary-array.ts';
import { messageColumns, rowOfMessage } from './message-row.ts';

/**
 * Inserted or replaced, with the files that they hold and the count of live ones per channel, in
 * one statement: there is one writer (the fence), so what it read of the rows before still holds.
 * Each is looked up by itself: a join reads the whole ledger while its table is young (measured:
 * 100 messages a second instead of 900).
 */
const statement = `
with input as materialized (
  select t.*, (
    select m.state from ledger_message m
    where m.tenant = $1 and m.connector = $2 and m.channel_id = t.channel_id and m.ts = t.ts
  ) as before
  from unnest(
    $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::float8[]
  ) as t (${messageColumns})
), written as (
  insert into ledger_message (tenant, connector, ${messageColumns})
  select $1, $2, ${messageColumns} from input
  on conflict (tenant, connector, channel_id, ts) do update set
    thread_ts = excluded.thread_ts, in_channel = excluded.in_channel, state = excluded.state,
    bare_key = excluded.bare_key, parts = excluded.parts, registers = excluded.registers,
    scope = excluded.scope, thread_read_at = excluded.thread_read_at
), files as (
  insert into ledger_file (tenant, connector, file_id, channel_id, ts)
  select $1, $2, f.* from unnest($13::text[], $14::text[], $15::text[]) as f
  on conflict do nothing
)
insert into ledger_channel (tenant, connector, channel_id, live)
select $1, $2, channel_id, sum((state = 'live')::int - coalesce((before = 'live')::int, 0))
from input group by channel_id
having sum((state = 'live')::int - coalesce((before = 'live')::int, 0)) <> 0
on conflict (tenant, connector, channel_id) do update set live = ledger_channel.live + excluded.live`;

export async function commitMessages(
  db: pg.PoolClient,
  [tenant, connector]: readonly [string, string],
  records: readonly MessageRecord[],
): Promise<void> {
  // a row can be written once by a statement: the last one of the batch counts
  const last = new Map(records.map((record) => [`${record.channelId} ${record.ts}`, record]));
  const rows = [...last.values()].map(rowOfMessage);
  const files = [...last.values()].flatMap(({ channelId, ts, parts }) =>
    parts.flatMap(({ part }) =>
      part.startsWith('file:') ? [{ id: part.slice('file:'.length), channelId, ts }] : [],
    ),
  );
  await db.query({
    name: 'ledger-messages',
    text: statement,
    values: [
      tenant,
      connector,
      textArray(rows.map((row) => row.channel_id)),
      textArray(rows.map((row) => row.ts)),
      textArray(rows.map((row) => row.thread_ts)),
      rows.map((row) => row.in_channel),
      textArray(rows.map((row) => row.state)),
      textArray(rows.map((row) => row.bare_key)),
      textArray(rows.map((row) => row.parts)),
      textArray(rows.map((row) => row.registers)),
      textArray(rows.map((row) => row.scope)),
      rows.map((row) => row.thread_read_at),
      textArray(files.map(({ id }) => id)),
      textArray(files.map(({ channelId }) => channelId)),
      textArray(files.map(({ ts }) => ts)),
    ],
  });
}
