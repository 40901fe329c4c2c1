import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { privacyFilter } from '../scope-privacy.ts';
import { belowScope } from '../scope-range.ts';
import type { ThreadNode } from './thread-order.ts';

/** Longer threads show their first part: the walk costs one look-up per message. */
const most = 5_000;

/**
 * Everything that hangs together with an event by `preceded_by`: up to where it begins, then all
 * that follows from there. Nothing is walked through that the caller may not read.
 */
export async function findThread(pool: pg.Pool, caller: Caller, id: string): Promise<ThreadNode[]> {
  const privacy = privacyFilter(caller);
  const readable = (alias: string) =>
    `exists (select from unnest($3::text[]) as held where ${belowScope(`${alias}.scope`, 'held')})
     and ${privacy.sql(`${alias}.scope`, '$4')}`;
  const { rows } = await pool.query<ThreadNode>({
    name: privacy.value === null ? 'find-thread' : 'find-thread-but-private',
    text: `with recursive up (id) as (
             select $2::uuid
             union
             select p.event_id from up
             join event_text t on t.tenant = $1 and t.event_id = up.id
             cross join unnest(t.preceded_by) as before
             join event_text p on p.tenant = $1 and p.event_id = before and ${readable('p')}
           ), top as (
             select up.id from (select id from up limit ${most}) as up
             join event_text t on t.tenant = $1 and t.event_id = up.id
             where not exists (select from up as other where other.id = any(t.preceded_by))
           ), tree (id) as (
             select id from top
             union
             select t.event_id from tree
             join event_text t on t.tenant = $1 and t.preceded_by @> array[tree.id] and ${readable('t')}
           )
           select t.event_id as id, t.preceded_by as "precededBy", supersedes_labels(t.labels) as supersedes,
                  t.observed_at as "observedAt", t.recorded_at as "recordedAt", t.closed_at as "closedAt"
           from (select id from tree limit ${most}) as found
           join event_text t on t.tenant = $1 and t.event_id = found.id`,
    values: [caller.tenant, id, caller.scopes, privacy.value],
  });
  return rows;
}
