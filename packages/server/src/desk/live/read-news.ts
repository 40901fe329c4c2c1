import type pg from 'pg';
import type { SettledRead } from '../../live/hub.ts';
import type { Position } from '../../live/position.ts';
import type { DeskAudience } from './desk-audience.ts';
import { type DeskRow, placeOf } from './desk-row.ts';

const rowsAtOnce = 200;
/** Thousands of streams may read their past at once after a restart. */
const pastAtOnce = 50;

const columns = `found.xid::text, found.seq, found.tenant, found.conversation, found.visitor,
  c.agent, found.for_operators, found.for_visitor`;
const ofAgent = `left join conversation c
  on c.tenant = found.tenant and c.id = found.conversation`;

/** All news of these tenants after a place, in the order of their commits. */
export async function readNews(
  pool: pg.Pool,
  tenants: string[],
  after: Position,
): Promise<SettledRead<DeskRow>> {
  const { rows: answered } = await pool.query<
    { bound: string; hidden: boolean } & (DeskRow | { xid: null })
  >({
    name: 'read-news',
    text: `with snapshot as (select pg_snapshot_xmin(pg_current_snapshot()) as bound)
           select bound::text, exists (select from desk_event e where e.xid >= bound) as hidden,
                  ${columns}
           from snapshot left join lateral (
             select * from desk_event e
             where (e.xid, e.seq) > ($1::xid8, $2::bigint) and e.xid < bound and e.tenant = any($3)
             order by e.xid, e.seq limit ${rowsAtOnce}
           ) as found on true
           ${ofAgent}
           order by found.xid, found.seq`,
    values: [after.xid.toString(), after.seq.toString(), tenants],
  });
  const rows = answered.filter((row) => row.xid !== null);
  return {
    rows,
    next: nextOf(rows, rowsAtOnce, after, answered[0]?.bound),
    isMoreHidden: answered[0]?.hidden ?? false,
  };
}

export interface PastRead {
  rows: DeskRow[];
  next: Position;
  /** what followed the place is no longer kept, or the place is of another database */
  isLost: boolean;
}

/** What one audience missed after a place. */
export async function readPast(
  pool: pg.Pool,
  audience: DeskAudience,
  visitor: string | undefined,
  after: Position,
): Promise<PastRead> {
  const { rows: answered } = await pool.query<
    { bound: string; is_lost: boolean } & (DeskRow | { xid: null })
  >({
    name: `read-past-${audience.side}`,
    text: `with snapshot as (
             select pg_snapshot_xmin(pg_current_snapshot()) as bound,
                    (h.xid, h.seq) > ($2::xid8, $3::bigint)
                      or $2::xid8 > pg_snapshot_xmax(pg_current_snapshot()) as is_lost
             from desk_horizon h)
           select bound::text, is_lost, ${columns}
           from snapshot left join lateral (
             select * from desk_event e
             where e.tenant = $1 and (e.xid, e.seq) > ($2::xid8, $3::bigint) and e.xid < bound
               and ${
                 audience.side === 'visitor'
                   ? 'e.visitor = $4 and e.for_visitor is not null'
                   : '($4::uuid is null or e.conversation = $4) and e.for_operators is not null'
               }
             order by e.xid, e.seq limit ${pastAtOnce}
           ) as found on not is_lost
           ${ofAgent}
           order by found.xid, found.seq`,
    values: [
      audience.tenant,
      after.xid.toString(),
      after.seq.toString(),
      visitor ?? audience.conversation ?? null,
    ],
  });
  const rows = answered.filter((row) => row.xid !== null);
  return {
    rows,
    next: nextOf(rows, pastAtOnce, after, answered[0]?.bound),
    isLost: answered[0]?.is_lost ?? false,
  };
}

/** A full page may have more behind it; else everything settled was read and is never read again. */
function nextOf(rows: DeskRow[], most: number, after: Position, settled = '0'): Position {
  const last = rows.at(-1);
  if (last && rows.length === most) return placeOf(last);
  const bound: Position = { xid: BigInt(settled), seq: 0n, index: -1 };
  return bound.xid > after.xid ? bound : after;
}
