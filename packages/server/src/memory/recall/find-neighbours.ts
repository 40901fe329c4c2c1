import type pg from 'pg';
import type { ScopeFilter } from '../scope-filter.ts';
import type { PrivacyFilter } from '../scope-privacy.ts';

/** The thread neighbours of these events as pairs [reply, parent], within the same scopes and time. */
export async function findNeighbours(
  db: pg.Pool,
  tenant: string,
  ids: string[],
  { scopes, privacy }: { scopes: ScopeFilter; privacy: PrivacyFilter },
  asOf: string | undefined,
): Promise<[string, string][]> {
  if (ids.length === 0) return [];
  const open = (alias: string) =>
    `${scopes.sql(`${alias}.scope`, '$3')} and ${privacy.sql(`${alias}.scope`, '$5')} and ($4::timestamptz is null and ${alias}.closed_at is null
       or ${alias}.recorded_at <= $4 and (${alias}.closed_at is null or ${alias}.closed_at > $4))`;
  const { rows } = await db.query<{ reply: string; parent: string }>(
    `(select t.event_id as reply, p.event_id as parent
      from event_text t cross join unnest(t.preceded_by) as before
      join event_text p on p.tenant = t.tenant and p.event_id = before
      where t.tenant = $1 and t.event_id = any($2) and ${open('p')})
     union
     (select t.event_id, p as parent
      from unnest($2::uuid[]) as p
      join event_text t on t.tenant = $1 and t.preceded_by @> array[p]
      where ${open('t')} limit 200)`,
    [tenant, ids, scopes.value, asOf ?? null, privacy.value],
  );
  return rows.map((row) => [row.reply, row.parent]);
}
