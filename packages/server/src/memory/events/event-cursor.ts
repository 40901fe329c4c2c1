import { BelayError } from '@belay/contract/error';

/** A place in a list by time and id: what is written meanwhile moves nothing. */
export interface EventCursor {
  at: Date;
  /** uuid */
  id: string;
}

/** The database's microseconds are zero: rows are written with what JavaScript can hold. */
export function writeCursor({ at, id }: EventCursor): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/** Throws 422 for one that isn't ours. */
export function readCursor(cursor: string): EventCursor {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const when = new Date(at);
  if (Number.isNaN(when.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new BelayError('INVALID_QUERY', 'cursor: not one of ours. Leave it out to begin again.', {
      field: 'cursor',
      reason: 'not one of ours',
    });
  return { at: when, id };
}
