import type { RelatedQuery } from '@belay/contract/read';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { readCursor } from './event-cursor.ts';
import { eventColumns, type StoredEvent } from './event-item.ts';

export interface StoredVersion extends StoredEvent {
  closed_at: Date | null;
}

/** More than anybody edits one message; a forged chain ends here. */
const most = 1_000;

/**
 * What an event supersedes and what superseded it, itself among them, oldest first: one more than
 * the page holds. As in recall, only the same scope and writer make a version (MEM-7).
 */
export async function findVersions(
  pool: pg.Pool,
  caller: Caller,
  of: StoredEvent,
  query: RelatedQuery,
): Promise<StoredVersion[]> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const { rows } = await pool.query<StoredVersion>({
    name: 'find-versions',
    text: `with recursive chain (id) as (
             select $2::uuid
             union
             select near.id from chain c
             join event e on e.tenant = $1 and e.id = c.id
             cross join lateral (
               select case when label ~ '^supersedes:evt_[0-9a-f]{32}$' then substr(label, 16)::uuid end as id
               from unnest(supersedes_labels(e.labels)) as label
               union all
               select t.event_id from event_text t
               where t.tenant = $1 and supersedes_labels(t.labels) <> '{}'
                 and supersedes_labels(t.labels) @> array['supersedes:evt_' || replace(e.id::text, '-', '')]
             ) as near
             join event n on n.tenant = $1 and n.id = near.id
               and n.scope = e.scope and n.caller = e.caller and n.forgotten_at is null
           )
           select ${eventColumns}, t.closed_at
           from (select id from chain limit ${most}) as c
           join event e on e.tenant = $1 and e.id = c.id
           left join event_text t on t.tenant = $1 and t.event_id = e.id
           where ($3::timestamptz is null or e.recorded_at <= $3)
             and ($4::timestamptz is null or (e.recorded_at, e.id) > ($4, $5::uuid))
           order by e.recorded_at, e.id limit $6`,
    values: [
      caller.tenant,
      of.id,
      query.as_of ?? null,
      after?.at ?? null,
      after?.id ?? null,
      query.limit + 1,
    ],
  });
  return rows;
}
