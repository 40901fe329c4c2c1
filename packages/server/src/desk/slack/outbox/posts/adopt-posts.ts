import type pg from 'pg';
import type { Fence } from '../../../../connectors/lease/fence.ts';

/**
 * What a former owner had on the way when it died or lost its lease, and what we claimed without
 * hearing of it: nobody knows whether it is there, so it is looked for as after any unknown outcome
 * (NTF-3).
 */
const statement = `
update slack_post set fence = $3,
  next_at = coalesce(next_at, coalesce(sent_at, $4) + $5 * interval '1 ms')
where tenant = $1 and installation = $2 and state = 'sending'
  and (fence is distinct from $3 or next_at is null and id <> all($6::uuid[]))`;

export async function adoptPosts(
  pool: pg.Pool,
  { tenant, installation, fence }: Fence,
  {
    now,
    lookMs,
    flying = [],
  }: {
    now: number;
    lookMs: number;
    /** posts (uuids) that this process has on the way */
    flying?: readonly string[];
  },
): Promise<void> {
  await pool.query(statement, [tenant, installation, fence, new Date(now), lookMs, flying]);
}
