import type { LifecycleItem, LifecycleQuery } from '@belay/contract/read';
import type pg from 'pg';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Position } from '../../live/position.ts';
import { uuidOf } from '../ids.ts';
import { privacyFilter } from '../scope-privacy.ts';
import { belowScope } from '../scope-range.ts';
import { endOf, itemsOf, type LifecycleRow } from './lifecycle-row.ts';

const rowsAtOnce = 50;
/** And no row is begun after so many events: thousands of streams may read at once after a restart. */
const eventsAtOnce = 500;
/** An event's first lifecycle row is not older than its id, clocks of several machines aside. */
const clockSlackMs = 60_000;

export interface LifecycleRead {
  items: LifecycleItem[];
  /** where to read on; the position given if nothing was there */
  next: Position;
}

/** Throws 403 unless the caller may follow the lifecycle, and the scope if one is named. */
export function authorizeLifecycle(caller: Caller, query: LifecycleQuery): void {
  authorize(caller, 'lifecycle.subscribe', query.scope);
}

/**
 * What came after a position, oldest first, in the caller's scopes. Only settled commits are read
 * (xid below the snapshot's xmin), so nothing can appear behind the position later.
 */
export async function readLifecycle(
  pool: pg.Pool,
  caller: Caller,
  query: LifecycleQuery,
  after: Position,
): Promise<LifecycleRead> {
  const eventUuid = query.event_id === undefined ? undefined : uuidOf('evt', query.event_id);
  const privacy = privacyFilter(caller);
  const { rows: answered } = await pool.query<
    { bound: string } & ((LifecycleRow & { ahead: number }) | { xid: null })
  >({
    name: privacy.value === null ? 'read-lifecycle' : 'read-lifecycle-but-private',
    text: `with snapshot as (select pg_snapshot_xmin(pg_current_snapshot()) as bound)
           select bound::text, found.xid::text, seq, kind, scope, ts, events, offsets::float8[], payload, ahead
           from snapshot left join lateral (
             select *, count(*) over () as ahead,
                    sum(cardinality(events)) over (order by page.xid, page.seq) - cardinality(events) as before
             from (
               select * from lifecycle l
               where tenant = $1 and (xid, seq) >= ($2::xid8, $3) and xid < bound
                 and exists (select from unnest($4::text[]) as held where ${belowScope('l.scope', 'held')})
                 and ${privacy.sql('l.scope', '$11')}
                 and ($5::text is null or ${belowScope('l.scope', '$5::text')})
                 and ($6::text[] is null or kind = any($6))
                 and ($7::uuid is null or $7 = any(events))
                 and ($8::timestamptz is null or ts >= $8)
                 and ($9::jsonb is null or payload @> $9)
                 and (xid, seq, coalesce(cardinality(events), 0) - 1) > ($2::xid8, $3, $10::int)
               order by l.xid, l.seq limit ${rowsAtOnce}
             ) as page
           ) as found on before < ${eventsAtOnce}
           order by found.xid, seq`,
    values: [
      caller.tenant,
      after.xid.toString(),
      after.seq.toString(),
      caller.scopes,
      query.scope ?? null,
      query.events === undefined ? null : query.events.split(','),
      eventUuid ?? null,
      eventUuid === undefined ? null : new Date(timeOf(eventUuid) - clockSlackMs),
      payloadFilter(query),
      after.index,
      privacy.value,
    ],
  });
  const rows = answered.filter((row) => row.xid !== null);
  const items = rows.flatMap((row) => itemsOf(row, { after, only: eventUuid }));
  const last = rows.at(-1);
  if (last && (last.ahead === rowsAtOnce || last.ahead > rows.length))
    return { items, next: endOf(last) };
  // all that is settled was read, also what the filters left out: it is never read again
  const bound: Position = { xid: BigInt(answered[0]?.bound ?? 0), seq: 0n, index: -1 };
  return { items, next: bound.xid > after.xid ? bound : after };
}

/** What a row's payload has to hold, by name. */
export function payloadWanted(query: LifecycleQuery): [name: string, value: string][] {
  return (['batch_id', 'connector_id', 'import_id'] as const).flatMap((name) =>
    query[name] === undefined ? [] : [[name, query[name]] as [string, string]],
  );
}

function payloadFilter(query: LifecycleQuery): string | null {
  const wanted = payloadWanted(query);
  return wanted.length === 0 ? null : JSON.stringify(Object.fromEntries(wanted));
}

/** The ms since the epoch in a UUIDv7. */
function timeOf(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
