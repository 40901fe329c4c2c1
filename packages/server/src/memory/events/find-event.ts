import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { authorize, type Caller } from '../../auth/authorize.ts';
import { uuidOf } from '../ids.ts';
import { mayReadScope } from '../scope-privacy.ts';
import { eventColumns, type StoredEvent } from './event-item.ts';

/** An event that the caller may read; all others answer like missing ones: 404. */
export async function findEvent(pool: pg.Pool, caller: Caller, id: string): Promise<StoredEvent> {
  authorize(caller, 'scope.read.local');
  const { rows } = await pool.query<StoredEvent>({
    name: 'find-event',
    text: `select ${eventColumns} from event e
           where e.tenant = $1 and e.id = $2 and e.forgotten_at is null`,
    values: [caller.tenant, uuidOf('evt', id) ?? null],
  });
  const row = rows[0];
  if (!row || !(await mayReadScope(pool, caller, row.scope)))
    throw new BelayError('NOT_FOUND', 'There is no such event.');
  return row;
}
