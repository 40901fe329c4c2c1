import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { applicationId } from './schema.ts';
import { setAside } from './set-aside.ts';
import { isDamage } from './sqlite-errors.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

export interface OpenedLedger {
  ledger: SqliteLedger;
  /** where a damaged file was put; the ledger then starts empty */
  damaged?: string;
}

/**
 * Opens the ledger at `path`, or makes it. A file that is damaged, or no ledger at all, is kept
 * beside it under another name. Losing a ledger loses no message: the memory knows every key, so a
 * new one earns its certificates again without a second write.
 */
export function openLedger(path: string): OpenedLedger {
  if (!existsSync(path) || statSync(path).size === 0) return { ledger: new SqliteLedger(path) };
  if (isSound(path)) return { ledger: new SqliteLedger(path) };
  const damaged = setAside(path, 'damaged');
  // its log and index belong to the old file; the new one must not replay them
  for (const part of ['-wal', '-shm'])
    if (existsSync(path + part)) setAside(path + part, 'damaged');
  return { ledger: new SqliteLedger(path), damaged };
}

const header = 'SQLite format 3\0';

function isSound(path: string): boolean {
  if (!startsWith(path, header)) return false;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { timeout: 2000 });
    const id = db.prepare('pragma application_id').get()?.application_id;
    // 0: made, but killed before its first transaction
    if (id !== applicationId && id !== 0) return false;
    return db.prepare('pragma quick_check(1)').get()?.quick_check === 'ok';
  } catch (error) {
    // busy, read-only or out of space is not damage
    if (!isDamage(error)) throw error;
    return false;
  } finally {
    db?.close();
  }
}

function startsWith(path: string, expected: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(expected.length);
    readSync(file, start);
    return start.toString('latin1') === expected;
  } finally {
    closeSync(file);
  }
}
