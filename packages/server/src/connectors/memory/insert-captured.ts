import type pg from 'pg';
import { textArray } from '../../db/binary-array.ts';
import { insertEvents } from '../../memory/capture/insert-events.ts';
import type { EventRow } from '../../memory/capture/prepare-event.ts';

/** A scope that a channel's messages are written to. */
interface Written {
  channelId: string;
  scope: string;
}

/**
 * Remembers where channels are written to, and marks what is private (MGD-6). A channel that the
 * ledger doesn't know counts as private: its mark can be lifted, a leak can't.
 */
const markScopes = `
with written as (
  select * from unnest($3::text[], $4::text[]) as t (channel_id, scope)
), remembered as (
  insert into connector_scope (tenant, connector, channel_id, scope)
  select $1, $2, channel_id, scope from written
  on conflict do nothing
)
insert into private_scope (tenant, scope, channel_id, connector)
select $1::uuid, w.scope, case when count(distinct w.channel_id) = 1 then min(w.channel_id) end, $2::uuid
from written w left join ledger_channel c
  on c.tenant = $1 and c.connector = $2 and c.channel_id = w.channel_id
where coalesce((c.record ->> 'isPrivate')::boolean, true)
group by w.scope
on conflict (tenant, scope) do update set channel_id = null
  where private_scope.channel_id is not null
    and private_scope.channel_id is distinct from excluded.channel_id`;

/** Inserts events with the marks of their scopes, in the caller's transaction. */
export async function insertCaptured(
  db: pg.PoolClient,
  place: { tenant: string; connector: string },
  rows: EventRow[],
  options: { payload: Record<string, unknown>; isKnown(written: Written): boolean },
): Promise<{ written: Map<string, number>; marked: Written[] }> {
  const marked = [...scopesOf(rows).values()].filter((written) => !options.isKnown(written));
  if (marked.length > 0)
    await db.query({
      name: 'mark-scopes',
      text: markScopes,
      values: [
        place.tenant,
        place.connector,
        textArray(marked.map(({ channelId }) => channelId)),
        textArray(marked.map(({ scope }) => scope)),
      ],
    });
  return { written: await insertEvents(db, rows, options.payload), marked };
}

function scopesOf(rows: readonly EventRow[]): Map<string, Written> {
  const found = new Map<string, Written>();
  for (const { labels, scope } of rows) {
    const label = labels.find((each) => each.startsWith(channelLabel));
    if (label === undefined) continue;
    const channelId = label.slice(channelLabel.length);
    found.set(`${channelId} ${scope}`, { channelId, scope });
  }
  return found;
}

const channelLabel = 'channel_id:';
