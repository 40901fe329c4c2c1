import type pg from 'pg';
import { textArray, uuidArray } from '../../db/binary-array.ts';

export interface KeyHolder {
  tenant: string;
  key: string;
  id: string;
  walOffset: number;
  digest: Buffer | null;
  forgotten: boolean;
}

/** Which events hold these keys. */
export async function findByKeys(
  db: pg.Pool,
  wanted: { tenant: string; key: string }[],
): Promise<KeyHolder[]> {
  const { rows } = await db.query<KeyHolder>({
    name: 'find-by-keys',
    text: `select e.tenant, e.idempotency_key as key, e.id, e.wal_offset as "walOffset",
                  e.digest, e.forgotten_at is not null as forgotten
           from unnest($1::uuid[], $2::text[]) as w (tenant, key)
           join event e on e.tenant = w.tenant and e.idempotency_key = w.key`,
    values: [uuidArray(wanted.map((one) => one.tenant)), textArray(wanted.map((one) => one.key))],
  });
  return rows;
}
