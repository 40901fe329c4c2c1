import type pg from 'pg';
import { findByKeys, type KeyHolder } from './find-by-keys.ts';
import type { EventRow } from './prepare-event.ts';

/** What became of one write; ids are database uuids. */
export type Outcome =
  | { kind: 'written'; id: string; walOffset: number }
  | { kind: 'replayed' | 'forgotten'; id: string; walOffset: number }
  | { kind: 'conflict'; id: string };

/** Commits rows; answers id → wal_offset of those whose key was free. */
export type InsertRows = (rows: EventRow[]) => Promise<Map<string, number>>;

/** A key seen as taken may be released before we look: then it is tried again. */
const attempts = 5;

/**
 * Writes rows, and looks up those whose key is taken: the same body replays, another one is a
 * conflict, a forgotten one stays forgotten (MEM-2). Answers in the order given.
 */
export async function writeRows(
  pool: pg.Pool,
  rows: EventRow[],
  insert: InsertRows,
): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  let pending = rows;
  for (let attempt = 0; pending.length > 0; attempt++) {
    const written = await insert(pending);
    for (const [id, walOffset] of written) outcomes.set(id, { kind: 'written', id, walOffset });
    const rest = pending.filter((row) => !written.has(row.id));
    if (rest.length === 0) break;
    const holders = await holdersOf(pool, rest);
    pending = rest.filter((row) => !holders.has(keyOf(row)));
    for (const row of rest) {
      const holder = holders.get(keyOf(row));
      if (holder) outcomes.set(row.id, judge(row, holder));
    }
    if (attempt === attempts)
      throw new Error('an idempotency key was taken and released too often');
  }
  return rows.map((row) => outcomes.get(row.id) as Outcome);
}

function judge(row: EventRow, holder: KeyHolder): Outcome {
  const { id, walOffset } = holder;
  if (holder.forgotten) return { kind: 'forgotten', id, walOffset };
  if (holder.digest?.equals(row.digest)) return { kind: 'replayed', id, walOffset };
  return { kind: 'conflict', id };
}

const keyOf = ({ tenant, key }: { tenant: string; key: string | undefined }) => `${tenant} ${key}`;

async function holdersOf(pool: pg.Pool, rows: EventRow[]): Promise<Map<string, KeyHolder>> {
  const wanted = rows.map((row) => ({ tenant: row.tenant, key: row.key ?? '' }));
  return new Map((await findByKeys(pool, wanted)).map((holder) => [keyOf(holder), holder]));
}
