import { BelayError } from '@belay/contract/error';
import { publicId, uuidOf } from '../../memory/ids.ts';

/** Where a page ended: the time that its queue is ordered by, and the conversation (uuid). */
export interface ListCursor {
  at: string;
  id: string;
}

export const writeCursor = ({ at, id }: { at: Date; id: string }): string =>
  `${at.toISOString()}_${publicId('cnv', id)}`;

/** Throws INVALID_QUERY for what isn't ours. */
export function readCursor(cursor: string): ListCursor {
  const [at = '', name = ''] = cursor.split(/_(.*)/s);
  const id = uuidOf('cnv', name);
  if (
    id !== undefined &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) &&
    !Number.isNaN(Date.parse(at))
  )
    return { at, id };
  throw new BelayError('INVALID_QUERY', 'cursor: not one of ours. Leave it out to begin again.', {
    field: 'cursor',
    reason: 'not a cursor',
  });
}
