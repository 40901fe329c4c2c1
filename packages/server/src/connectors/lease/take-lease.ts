import type pg from 'pg';
import type { Fence, LeaseKind } from './fence.ts';
import { lifeLock } from './hold-life.ts';

/**
 * Takes the lease of an installation that nobody holds, whose owner let it run out, or whose owner
 * is known to be dead; undefined when it is another's. The database's clock is the judge, and the
 * fence grows with each owner.
 */
const statement = `
insert into lease as l (tenant, installation, kind, owner, fence, expires_at, life)
select tenant, id, $5, $3, 1, clock_timestamp() + $4 * interval '1 ms', $6
from slack_installation where tenant = $1 and id = $2
on conflict (tenant, installation, kind) do update
  set owner = excluded.owner, fence = l.fence + 1, expires_at = excluded.expires_at,
      life = excluded.life
  where l.owner is null or l.expires_at <= clock_timestamp()
     or l.life is not null and not exists (
       select from pg_locks k where k.locktype = 'advisory' and k.classid = ${lifeLock}
         and k.objid::bigint = l.life and k.granted
         and k.database = (select oid from pg_database where datname = current_database()))
returning fence`;

export async function takeLease(
  pool: pg.Pool,
  place: { tenant: string; installation: string },
  by: { kind: LeaseKind; owner: string; life?: number | undefined },
  leaseMs: number,
): Promise<Fence | undefined> {
  const { kind, owner, life } = by;
  const { tenant, installation } = place;
  const { rows } = await pool.query<{ fence: number }>({
    name: 'take-lease',
    text: statement,
    values: [tenant, installation, owner, leaseMs, kind, life ?? null],
  });
  return rows[0] && { tenant, installation, kind, owner, fence: rows[0].fence };
}
