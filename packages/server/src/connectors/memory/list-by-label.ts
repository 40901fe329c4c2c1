import type { StoredEvent } from '@belay/connector/ports';
import type { Experience } from '@belay/contract/experience';
import type pg from 'pg';
import { publicId, uuidOf } from '../../memory/ids.ts';
import { belowScope } from '../../memory/scope-range.ts';

const atOnce = 500;

/** What stands below a scope and carries the label, a page at a time by id; forgotten left out. */
export async function listByLabel(
  pool: pg.Pool,
  tenant: string,
  query: { scope: string; label: string; cursor?: string },
): Promise<{ events: StoredEvent[]; cursor?: string }> {
  const { rows } = await pool.query<{ id: string; scope: string; envelope: string }>({
    name: 'list-by-label',
    text: `select id, scope, envelope from event
           where tenant = $1 and ${belowScope('scope', '$2::text')} and forgotten_at is null
             and labels @> array[$3::text] and ($4::uuid is null or id > $4)
           order by id limit ${atOnce}`,
    values: [
      tenant,
      query.scope,
      query.label,
      query.cursor === undefined ? null : (uuidOf('evt', query.cursor) ?? null),
    ],
  });
  const events = rows.map(({ id, scope, envelope }) => ({
    eventId: publicId('evt', id),
    scope,
    // capture stores the text of a parsed experience
    experience: JSON.parse(envelope) as Experience,
  }));
  const last = events.at(-1)?.eventId;
  return events.length < atOnce || last === undefined ? { events } : { events, cursor: last };
}
