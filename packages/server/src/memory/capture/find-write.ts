import { BelayError } from '@belay/contract/error';
import type { Captured } from '@belay/contract/experience';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { publicId, uuidOf } from '../ids.ts';
import { mayReadScope } from '../scope-privacy.ts';

interface Found {
  id: string;
  scope: string;
  key: string | null;
  wal_offset: number;
  envelope: string | null;
  forgotten: boolean;
  indexed: boolean;
}

/** One write by key or id; what the caller may not read answers like what isn't there. */
export async function findWrite(
  pool: pg.Pool,
  caller: Caller,
  by: { idempotency_key?: string | undefined; event_id?: string | undefined },
): Promise<Captured & { idempotency_key: string | null; experience: unknown }> {
  const id = by.event_id === undefined ? null : (uuidOf('evt', by.event_id) ?? null);
  const { rows } = await pool.query<Found>({
    name: 'find-write',
    text: `select e.id, e.scope, e.idempotency_key as key, e.wal_offset, e.envelope,
                  e.forgotten_at is not null as forgotten,
                  exists (select from event_text t where t.tenant = e.tenant and t.event_id = e.id) as indexed
           from event e
           where e.tenant = $1 and (e.idempotency_key = $2 or e.id = $3)`,
    values: [caller.tenant, by.idempotency_key ?? null, id],
  });
  const row = rows[0];
  if (!row || !(await mayReadScope(pool, caller, row.scope)))
    throw new BelayError('NOT_FOUND', 'No experience stands under this key or id.');
  const eventId = publicId('evt', row.id);
  return {
    event_id: eventId,
    idempotency_key: row.key,
    status: row.indexed ? 'indexed' : 'captured',
    wal_offset: row.wal_offset,
    lifecycle_stream: `/v1/lifecycle/stream?event_id=${eventId}`,
    ...(row.forgotten ? { forgotten: true } : {}),
    experience: row.envelope === null ? null : JSON.parse(row.envelope),
  };
}
