import type { EventFacets, FacetValue, facetsQuery } from '@belay/contract/read';
import type pg from 'pg';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import { scopeFilter } from '../scope-filter.ts';
import { privacyFilter } from '../scope-privacy.ts';

/** The newest so many are counted: it costs the same over ten thousand events and over a million. */
const counted = 20_000;

/** What the newest experiences of a scope can be narrowed to. Throws 403 out of scope. */
export async function countFacets(
  pool: pg.Pool,
  caller: Caller,
  query: z.output<typeof facetsQuery>,
): Promise<EventFacets> {
  const scopes = scopeFilter(caller, query.scope, query.view);
  const privacy = privacyFilter(caller);
  const reach = `e.tenant = $1 and ${scopes.sql('e.scope', '$2')} and e.forgotten_at is null
                 and ${privacy.sql('e.scope', '$3')}`;
  const top = (values: string) => `(
    select coalesce(json_agg(f order by f.count desc, f.value), '[]') from (
      select value, count(*) as count from (${values}) as v
      group by value order by count(*) desc, value limit $4
    ) as f)`;
  const { rows } = await pool.query<{
    channels: FacetValue[];
    authors: FacetValue[];
    modalities: FacetValue[];
    counted: number;
    first: Date | null;
  }>(
    // ids are UUIDv7: their order is that of recording, and the primary key has it
    `with newest as materialized (
       select e.labels, e.observed_actor, e.modality from event e where ${reach}
       order by e.id desc limit ${counted}
     )
     select ${top(`select substr(label, 9) as value from newest, unnest(labels) as label where label like 'channel:%'`)} as channels,
            ${top('select observed_actor as value from newest')} as authors,
            ${top('select modality as value from newest')} as modalities,
            (select count(*) from newest) as counted,
            (select e.recorded_at from event e where ${reach} order by e.id limit 1) as first`,
    [caller.tenant, scopes.value, privacy.value, query.limit],
  );
  const row = rows[0];
  return {
    channels: row?.channels ?? [],
    authors: row?.authors ?? [],
    modalities: row?.modalities ?? [],
    first_recorded_at: row?.first?.toISOString() ?? null,
    counted: row?.counted ?? 0,
    complete: (row?.counted ?? 0) < counted,
  };
}
