import type pg from 'pg';
import type { Fence, LeaseKind } from './fence.ts';

/** Extends the leases that are still ours, all in one statement; answers which those are. */
const statement = `
update lease l set expires_at = clock_timestamp() + $5 * interval '1 ms'
from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as held (tenant, installation, fence)
where l.tenant = held.tenant and l.installation = held.installation
  and l.fence = held.fence and l.owner = $4 and l.kind = $6
returning l.installation`;

export async function renewLeases(
  pool: pg.Pool,
  held: readonly Fence[],
  kind: LeaseKind,
  owner: string,
  leaseMs: number,
): Promise<Set<string>> {
  const { rows } = await pool.query<{ installation: string }>({
    name: 'renew-leases',
    text: statement,
    values: [
      held.map(({ tenant }) => tenant),
      held.map(({ installation }) => installation),
      held.map(({ fence }) => fence),
      owner,
      leaseMs,
      kind,
    ],
  });
  return new Set(rows.map(({ installation }) => installation));
}
