import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { uuidOf } from '../ids.ts';
import { mayReadScope } from '../scope-privacy.ts';

/** The stages of an experience whose news is no longer kept, from what it is; none if it isn't there. */
export async function stagesOf(pool: pg.Pool, caller: Caller, eventId: string): Promise<string[]> {
  const { rows } = await pool.query<{ scope: string; indexed: boolean; forgotten: boolean }>(
    `select e.scope, e.forgotten_at is not null as forgotten,
            exists (select from event_text t where t.tenant = e.tenant and t.event_id = e.id) as indexed
     from event e where e.tenant = $1 and e.id = $2`,
    [caller.tenant, uuidOf('evt', eventId)],
  );
  const row = rows[0];
  if (!row || !(await mayReadScope(pool, caller, row.scope))) return [];
  if (row.forgotten) return ['captured', 'forgotten'];
  return row.indexed ? ['captured', 'indexed'] : ['captured'];
}
