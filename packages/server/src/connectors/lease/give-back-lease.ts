import type pg from 'pg';
import type { Fence } from './fence.ts';
import { leaseNotice } from './lease-notice.ts';

/** Ends a lease at once, and tells the other processes: one of them takes over within a second. */
const statement = `
with given as (
  update lease set owner = null, expires_at = '-infinity'
  where tenant = $1 and installation = $2 and owner = $3 and fence = $4 and kind = $5
  returning installation
)
select pg_notify($6, installation::text) from given`;

export async function giveBackLease(
  pool: pg.Pool,
  { tenant, installation, kind, owner, fence }: Fence,
): Promise<void> {
  await pool.query({
    name: 'give-back-lease',
    text: statement,
    values: [tenant, installation, owner, fence, kind, leaseNotice[kind]],
  });
}
