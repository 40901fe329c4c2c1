import type pg from 'pg';
import { byteaArray, textArray, timestampArray, uuidArray } from '../../db/binary-array.ts';
import type { EventRow } from './prepare-event.ts';

/**
 * One statement, one commit: events, their scopes, blob references and lifecycle rows. `unnest` of
 * binary column arrays costs little more than COPY does. A row whose
 * key is taken is left out of the answer, also when the key is taken twice within the batch.
 */
const statement = (references: string) => `
with input as (
  select * from unnest(
    $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::bytea[]
  ) as t (tenant, id, scope, modality, caller, observed_actor, subject,
          observed_at, recorded_at, labels, envelope, idempotency_key, digest)
), written as (
  insert into event (tenant, id, scope, modality, caller, observed_actor, subject,
                     observed_at, recorded_at, labels, envelope, idempotency_key, digest)
  select tenant, id, scope, modality, caller, observed_actor, subject,
         observed_at, recorded_at, labels::text[], envelope, idempotency_key, digest
  from input
  on conflict (tenant, idempotency_key) where idempotency_key is not null do nothing
  returning tenant, id, scope, wal_offset
), provisioned as (
  insert into scope (tenant, path, auto_provisioned)
  select distinct tenant, scope, true from written
  on conflict do nothing
${references}), told as (
  insert into lifecycle (tenant, kind, scope, events, offsets, payload)
  select tenant, 'captured', scope, array_agg(id order by wal_offset),
         array_agg(wal_offset order by wal_offset), $14::jsonb
  from written group by tenant, scope
)
select id, wal_offset from written`;

const withoutBlobs = statement('');
const withBlobs = statement(`), referenced as (
  insert into blob_reference (tenant, blob_id, event_id, scope)
  select w.tenant, r.blob_id, w.id, w.scope
  from unnest($15::uuid[], $16::bytea[]) as r (event_id, blob_id)
  join written w on w.id = r.event_id
`);

/** Writes the rows durably; answers id → wal_offset of those that were new. */
export async function insertEvents(
  db: pg.Pool | pg.PoolClient,
  rows: EventRow[],
  payload: Record<string, unknown> = {},
): Promise<Map<string, number>> {
  const column = <T>(pick: (row: EventRow) => T) => rows.map(pick);
  const references = rows.flatMap((row) => row.blobs.map((blob) => ({ event: row.id, blob })));
  const { rows: written } = await db.query<{ id: string; wal_offset: number }>({
    name: references.length === 0 ? 'insert-events' : 'insert-events-with-blobs',
    text: references.length === 0 ? withoutBlobs : withBlobs,
    values: [
      uuidArray(column((row) => row.tenant)),
      uuidArray(column((row) => row.id)),
      textArray(column((row) => row.scope)),
      textArray(column((row) => row.modality)),
      textArray(column((row) => row.caller)),
      textArray(column((row) => row.observedActor)),
      textArray(column((row) => row.subject)),
      timestampArray(column((row) => row.observedAt)),
      timestampArray(column((row) => row.recordedAt)),
      textArray(column((row) => arrayLiteral(row.labels))),
      textArray(column((row) => row.envelope)),
      textArray(column((row) => row.key ?? null)),
      byteaArray(column((row) => row.digest)),
      JSON.stringify(payload),
      ...(references.length === 0
        ? []
        : [
            uuidArray(references.map((reference) => reference.event)),
            byteaArray(references.map((reference) => reference.blob)),
          ]),
    ],
  });
  return new Map(written.map((row) => [row.id, row.wal_offset]));
}

/** A text[] as PostgreSQL writes it; arrays of arrays of different lengths have no other way in. */
function arrayLiteral(values: string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
