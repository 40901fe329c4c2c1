import type { EventItem } from '@belay/contract/read';
import type pg from 'pg';
import { eventColumns, eventItem, type StoredEvent } from './event-item.ts';

/** Events by uuid, for whoever has proved that the caller may read them; forgotten ones are absent. */
export async function fetchEvents(
  pool: pg.Pool,
  tenant: string,
  ids: string[],
): Promise<Map<string, EventItem>> {
  const { rows } = await pool.query<StoredEvent>({
    name: 'fetch-events',
    text: `select ${eventColumns} from event e
           where e.tenant = $1 and e.id = any($2) and e.forgotten_at is null`,
    values: [tenant, ids],
  });
  return new Map(rows.map((row) => [row.id, eventItem(row)]));
}
