import { BelayError } from '@belay/contract/error';
import { publicId, uuidOf } from '../../memory/ids.ts';

/** Rows whose ids are UUIDv7 page by them: the uuid that a cursor names, or null for the first page. */
export function readCursor(prefix: string, cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const uuid = uuidOf(prefix, cursor);
  if (uuid !== undefined) return uuid;
  throw new BelayError('INVALID_QUERY', 'cursor: not one of ours. Leave it out to begin again.', {
    field: 'cursor',
    reason: 'not a cursor',
  });
}

/** The page that `limit` allows of rows read with one more, and where the next one begins. */
export function pageOf<Row extends { id: string }>(
  prefix: string,
  rows: Row[],
  limit: number,
): { page: Row[]; next_cursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next_cursor: rows.length > limit && last ? publicId(prefix, last.id) : null };
}
