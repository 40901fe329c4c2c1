import { DatabaseSync } from 'node:sqlite';
import { setAside } from './set-aside.ts';
import { isBusy, isDamage } from './sqlite-errors.ts';

/** Who runs. */
export interface Holder {
  pid: number;
  host: string;
  /** RFC 3339 */
  since: string;
  command: string;
}

export type Lock =
  | { held: true; release(): void }
  /** undefined: whoever holds it has not written its name yet */
  | { held: false; by: Holder | undefined };

/**
 * Takes the lock that a home's ledger and state are under. The lock is the kernel's lock on a small
 * SQLite file, so it ends with its process however that dies, and nobody has to judge whether a
 * pid is alive; the file's one row names the holder.
 */
export function takeLock(path: string, me: Holder): Lock {
  try {
    return take(path, me);
  } catch (error) {
    if (!isDamage(error)) throw error;
    setAside(path, 'damaged');
    return take(path, me);
  }
}

function take(path: string, me: Holder): Lock {
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec('begin immediate');
    db.exec(
      'create table if not exists holder (one integer primary key, pid, host, since, command)',
    );
    db.prepare('insert or replace into holder values (1, ?, ?, ?, ?)').run(
      me.pid,
      me.host,
      me.since,
      me.command,
    );
    // committed so that others can read the name, then held: a write lock lets readers in
    db.exec('commit; begin immediate');
    return { held: true, release: () => db.close() };
  } catch (error) {
    const by = isBusy(error) ? holder(db) : undefined;
    db.close();
    if (!isBusy(error)) throw error;
    return { held: false, by };
  }
}

/** Who holds the lock now, or undefined when nobody does. Takes nothing. */
export function lockHolder(path: string): Holder | undefined {
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec('begin immediate; rollback');
    return undefined;
  } catch (error) {
    if (!isBusy(error)) throw error;
    return holder(db);
  } finally {
    db.close();
  }
}

function holder(db: DatabaseSync): Holder | undefined {
  try {
    const row = db.prepare('select pid, host, since, command from holder').get();
    if (!row) return undefined;
    return {
      pid: Number(row.pid),
      host: String(row.host),
      since: String(row.since),
      command: String(row.command),
    };
  } catch {
    // the table is not there yet, or its commit is under way
    return undefined;
  }
}
