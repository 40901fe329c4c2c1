import type { eventsQuery } from '@belay/contract/read';
import type pg from 'pg';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import { scopeFilter } from '../scope-filter.ts';
import { privacyFilter } from '../scope-privacy.ts';
import { readCursor } from './event-cursor.ts';
import { eventColumns, type StoredEvent } from './event-item.ts';

/** One more than the page holds, newest first, every version (MEM-7). Throws 403 out of scope. */
export async function listEvents(
  pool: pg.Pool,
  caller: Caller,
  query: z.output<typeof eventsQuery>,
): Promise<StoredEvent[]> {
  const scopes = scopeFilter(caller, query.scope, query.view);
  const privacy = privacyFilter(caller);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  const { rows } = await pool.query<StoredEvent>(
    `select ${eventColumns} from event e
     where e.tenant = $1 and ${scopes.sql('e.scope', '$2')} and e.forgotten_at is null
       and ($3::timestamptz is null or e.observed_at >= $3)
       and ($4::timestamptz is null or e.observed_at < $4)
       and ($5::text is null or e.observed_actor = $5)
       and ($6::text is null or e.modality = $6)
       and ($7::text[] is null or e.labels && $7)
       and ($8::timestamptz is null or (e.observed_at, e.id) < ($8, $9::uuid))
       and ${privacy.sql('e.scope', '$11')}
       and ($12::timestamptz is null or e.recorded_at <= $12)
     order by e.observed_at desc, e.id desc limit $10`,
    [
      caller.tenant,
      scopes.value,
      query.since ?? null,
      query.until ?? null,
      query.observed_actor ?? null,
      query.modality ?? null,
      query.labels === undefined ? null : query.labels.split(','),
      after?.at ?? null,
      after?.id ?? null,
      query.limit + 1,
      privacy.value,
      query.as_of ?? null,
    ],
  );
  return rows;
}
