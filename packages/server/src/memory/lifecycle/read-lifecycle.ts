import type { LifecycleItem, LifecycleQuery } from '@belay/contract/read';
import type pg from 'pg';
import { authorize, type Caller } from '../../auth/authorize.ts';
import { publicId, uuidOf } from '../ids.ts';
import { belowScope } from '../scope-range.ts';
import { type Position, positionId } from './lifecycle-position.ts';

/** A row holds at most a bulk's 1,000 events, so a read holds at most 20,000. */
const rowsAtOnce = 20;
/** An event's first lifecycle row is not older than its id, clocks of several machines aside. */
const clockSlackMs = 60_000;

export interface LifecycleRead {
  items: LifecycleItem[];
  /** where to read on; the position given if nothing was there */
  next: Position;
}

interface Row {
  xid: string;
  seq: number;
  kind: string;
  scope: string;
  ts: Date;
  events: string[];
  offsets: number[];
  payload: Record<string, unknown>;
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
  const { rows: answered } = await pool.query<{ bound: string } & (Row | { xid: null })>({
    name: 'read-lifecycle',
    text: `with snapshot as (select pg_snapshot_xmin(pg_current_snapshot()) as bound)
           select bound::text, found.* from snapshot left join lateral (
           select xid::text, seq, kind, scope, ts, events, offsets::float8[], payload from lifecycle l
           where tenant = $1 and (xid, seq) >= ($2::xid8, $3) and xid < bound
             and exists (select from unnest($4::text[]) as held where ${belowScope('l.scope', 'held')})
             and ($5::text is null or ${belowScope('l.scope', '$5::text')})
             and ($6::text[] is null or kind = any($6))
             and ($7::uuid is null or $7 = any(events))
             and ($8::timestamptz is null or ts >= $8)
             and ($9::jsonb is null or payload @> $9)
             and (xid, seq, coalesce(cardinality(events), 0) - 1) > ($2::xid8, $3, $10::int)
           order by l.xid, l.seq limit ${rowsAtOnce}) as found on true`,
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
    ],
  });
  const rows = answered.filter((row) => row.xid !== null);
  const items = rows.flatMap((row) => explode(row, after, eventUuid));
  const last = rows.at(-1);
  if (last && rows.length === rowsAtOnce)
    return { items, next: positionOf(last, Math.max(0, last.events.length - 1)) };
  // all that is settled was read, also what the filters left out: it is never read again
  const bound: Position = { xid: BigInt(answered[0]?.bound ?? 0), seq: 0n, index: -1 };
  return { items, next: bound.xid > after.xid ? bound : after };
}

function positionOf(row: Row, index: number): Position {
  return { xid: BigInt(row.xid), seq: BigInt(row.seq), index };
}

/** The newest settled place: what a stream without a start begins after. */
export async function lifecycleEnd(pool: pg.Pool): Promise<Position> {
  const { rows } = await pool.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  );
  return { xid: BigInt(rows[0]?.xmin ?? 0), seq: 0n, index: -1 };
}

function explode(row: Row, after: Position, only: string | undefined): LifecycleItem[] {
  const place = positionOf(row, 0);
  const seen = place.xid === after.xid && place.seq === after.seq ? after.index : -1;
  const base = { kind: row.kind, ts: row.ts.toISOString(), scope: row.scope };
  if (row.events.length === 0)
    return seen >= 0
      ? []
      : [{ lifecycle_id: positionId({ ...place, index: 0 }), ...base, payload: row.payload }];
  return row.events.flatMap((uuid, index) => {
    if (index <= seen || (only !== undefined && uuid !== only)) return [];
    const offset = row.offsets[index];
    return [
      {
        lifecycle_id: positionId({ ...place, index }),
        ...base,
        event_id: publicId('evt', uuid),
        payload: { ...row.payload, ...(offset === undefined ? {} : { wal_offset: offset }) },
      },
    ];
  });
}

function payloadFilter(query: LifecycleQuery): string | null {
  const wanted = Object.fromEntries(
    (['batch_id', 'connector_id', 'import_id'] as const).flatMap((name) =>
      query[name] === undefined ? [] : [[name, query[name]]],
    ),
  );
  return Object.keys(wanted).length === 0 ? null : JSON.stringify(wanted);
}

/** The ms since the epoch in a UUIDv7. */
function timeOf(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
