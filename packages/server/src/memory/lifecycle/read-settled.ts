import type pg from 'pg';
import type { SettledRead } from '../../live/hub.ts';
import type { Position } from '../../live/position.ts';
import type { PrivateMark } from '../scope-privacy.ts';
import { endOf, type LifecycleRow } from './lifecycle-row.ts';

const rowsAtOnce = 200;
const eventsAtOnce = 5_000;

export interface SettledRow extends LifecycleRow {
  tenant: string;
  mark: PrivateMark | undefined;
}

/**
 * Everything that these tenants' streams have to be told after a position, in order. A scope is
 * looked up among the private ones in the same snapshot: what is marked in the commit that writes
 * it is marked when it is read here (MGD-6).
 */
export async function readSettled(
  pool: pg.Pool,
  tenants: string[],
  after: Position,
): Promise<SettledRead<SettledRow>> {
  const { rows: answered } = await pool.query<
    { bound: string; hidden: boolean } & (
      | (LifecycleRow & {
          tenant: string;
          is_private: boolean;
          channel_id: string | null;
          ahead: number;
        })
      | { xid: null }
    )
  >({
    name: 'read-settled',
    text: `with snapshot as (select pg_snapshot_xmin(pg_current_snapshot()) as bound)
           select bound::text, exists (select from lifecycle where lifecycle.xid >= bound) as hidden,
                  found.tenant, found.xid::text, found.seq, found.kind, found.scope, found.ts, found.events,
                  found.offsets::float8[], found.payload, found.ahead,
                  p.scope is not null as is_private, p.channel_id
           from snapshot left join lateral (
             select *, count(*) over () as ahead,
                    sum(cardinality(events)) over (order by page.xid, page.seq) - cardinality(events) as before
             from (
               select * from lifecycle l
               where (xid, seq) > ($1::xid8, $2) and xid < bound and tenant = any($3)
               order by l.xid, l.seq limit ${rowsAtOnce}
             ) as page
           ) as found on before < ${eventsAtOnce}
           left join private_scope p on p.tenant = found.tenant and p.scope = found.scope
           order by found.xid, found.seq`,
    values: [after.xid.toString(), after.seq.toString(), tenants],
  });
  const rows = answered
    .filter((row) => row.xid !== null)
    .map(({ is_private, channel_id, ...row }) => ({
      ...row,
      mark: is_private ? { channelId: channel_id } : undefined,
    }));
  const isMoreHidden = answered[0]?.hidden ?? false;
  const last = rows.at(-1);
  if (last && (last.ahead === rowsAtOnce || last.ahead > rows.length))
    return { rows, next: endOf(last), isMoreHidden };
  const bound: Position = { xid: BigInt(answered[0]?.bound ?? 0), seq: 0n, index: -1 };
  return { rows, next: bound.xid > after.xid ? bound : after, isMoreHidden };
}
