import type { Interval } from '@belay/slack/model';
import type pg from 'pg';
import { textArray, uuidArray } from '../../db/binary-array.ts';

/** One event for the connectors of one installation. */
export interface Arrival {
  tenant: string;
  installation: string;
  /** Slack's event_id */
  id: string;
  /** the inner event, as JSON text */
  body: string;
  at: Interval;
}

/**
 * One statement, one commit: a row for each connector that follows the workspace as of this very
 * commit. Sorted, so that two processes that store the same retries never wait for each other.
 */
const statement = `
with stored as (
  insert into delivery (tenant, connector, id, body, at_lo, at_hi)
  select c.tenant, c.id, a.id, a.body, a.lo, a.hi
  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
    as a (tenant, installation, id, body, lo, hi)
  join connector c on c.tenant = a.tenant and c.installation = a.installation
  where c.wanted in ('running', 'paused')
  order by c.tenant, c.id, a.id
  on conflict do nothing
  returning connector
)
select connector, count(*)::int as count from stored group by connector`;

/** Writes the rows durably; answers how many were new, by connector. */
export async function storeDeliveries(
  pool: pg.Pool,
  arrivals: Arrival[],
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ connector: string; count: number }>({
    name: 'store-deliveries',
    text: statement,
    values: [
      uuidArray(arrivals.map(({ tenant }) => tenant)),
      uuidArray(arrivals.map(({ installation }) => installation)),
      textArray(arrivals.map(({ id }) => id)),
      textArray(arrivals.map(({ body }) => body)),
      arrivals.map(({ at }) => at.lo),
      arrivals.map(({ at }) => at.hi),
    ],
  });
  return new Map(rows.map(({ connector, count }) => [connector, count]));
}
