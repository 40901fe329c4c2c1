import type pg from 'pg';
import type { Fence } from './fence.ts';

/**
 * Takes the lease of an installation that nobody holds, or whose owner let it run out; undefined
 * when it is another's. The database's clock is the judge, and the fence grows with each owner.
 */
const statement = `
insert into lease as l (tenant, installation, owner, fence, expires_at)
select tenant, id, $3, 1, clock_timestamp() + $4 * interval '1 ms'
from slack_installation where tenant = $1 and id = $2
on conflict (tenant, installation) do update
  set owner = excluded.owner, fence = l.fence + 1, expires_at = excluded.expires_at
  where l.owner is null or l.expires_at <= clock_timestamp()
returning fence`;

export async function takeLease(
  pool: pg.Pool,
  place: { tenant: string; installation: string },
  owner: string,
  leaseMs: number,
): Promise<Fence | undefined> {
  const { rows } = await pool.query<{ fence: number }>({
    name: 'take-lease',
    text: statement,
    values: [place.tenant, place.installation, owner, leaseMs],
  });
  return rows[0] && { ...place, owner, fence: rows[0].fence };
}
