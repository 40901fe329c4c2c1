import type { ChannelRecord, LedgerBatch } from '@belay/connector/ports';
import type pg from 'pg';
import { textArray } from '../../db/binary-array.ts';

type Key = readonly [tenant: string, connector: string];

const records = `
insert into ledger_channel (tenant, connector, channel_id, record)
select $1, $2, id, record::jsonb from unnest($3::text[], $4::text[]) with ordinality as t (id, record, n)
order by n
on conflict (tenant, connector, channel_id) do update set record = excluded.record`;

const chunks = `
insert into ledger_channel (tenant, connector, channel_id, chunks)
select $1, $2, t.* from unnest($3::text[], $4::text[]::jsonb[]) as t
on conflict (tenant, connector, channel_id) do update set chunks = excluded.chunks`;

/** What was written of these channels, by any connector, is private from now on (MGD-6). */
const turnPrivate = `
insert into private_scope (tenant, scope, channel_id, connector)
select tenant, scope, case when count(distinct channel_id) = 1 then min(channel_id) end, $2::uuid
from connector_scope where tenant = $1 and channel_id = any($3)
group by tenant, scope
on conflict (tenant, scope) do update set channel_id = null
  where private_scope.channel_id is not null
    and private_scope.channel_id is distinct from excluded.channel_id`;

export async function commitChannels(
  db: pg.PoolClient,
  key: Key,
  channels: readonly ChannelRecord[],
): Promise<void> {
  const rows = [...new Map(channels.map((channel) => [channel.channelId, channel])).values()];
  await db.query({
    name: 'ledger-channels',
    text: records,
    values: [
      ...key,
      textArray(rows.map(({ channelId }) => channelId)),
      textArray(rows.map((row) => JSON.stringify(row))),
    ],
  });
  const hidden = rows.filter(({ isPrivate }) => isPrivate).map(({ channelId }) => channelId);
  if (hidden.length > 0)
    await db.query({ name: 'ledger-turn-private', text: turnPrivate, values: [...key, hidden] });
}

/** The whole list of a channel's certificates, in place of the one before. */
export async function commitChunks(
  db: pg.PoolClient,
  key: Key,
  lists: NonNullable<LedgerBatch['chunks']>,
): Promise<void> {
  const rows = [...new Map(lists.map((list) => [list.channelId, list.chunks]))];
  await db.query({
    name: 'ledger-chunks',
    text: chunks,
    values: [
      ...key,
      textArray(rows.map(([channelId]) => channelId)),
      textArray(rows.map(([, list]) => JSON.stringify(list))),
    ],
  });
}
