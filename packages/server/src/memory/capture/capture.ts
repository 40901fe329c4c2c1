import type pg from 'pg';
import { insertEvents } from './insert-events.ts';
import type { EventRow } from './prepare-event.ts';
import { type InsertRows, type Outcome, writeRows } from './write-rows.ts';

export type { Outcome } from './write-rows.ts';

/** The one durable path into the memory. A promise resolves after its commit, never before. */
export interface Capture {
  /** gathered with whatever arrives meanwhile into one commit */
  write(row: EventRow): Promise<Outcome>;
  /** one commit for all, answers in the order given */
  writeAll(rows: EventRow[], batch?: string): Promise<Outcome[]>;
  /** the same in a transaction of the caller's */
  writeBy(insert: InsertRows, rows: EventRow[]): Promise<Outcome[]>;
  /** whether writes are under way */
  busy(): boolean;
}

/** More singles than this are two commits. */
const largestGroup = 500;

interface Waiting {
  row: EventRow;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/** `onCommit` is called after each commit that wrote something. */
export function createCapture(pool: pg.Pool, onCommit: () => void): Capture {
  let waiting: Waiting[] = [];
  let flushing = false;

  let storing = 0;
  const storeBy = async (insert: InsertRows, rows: EventRow[]) => {
    storing += 1;
    const outcomes = await writeRows(pool, rows, insert).finally(() => {
      storing -= 1;
    });
    if (outcomes.some((outcome) => outcome.kind === 'written')) onCommit();
    return outcomes;
  };
  const store = (rows: EventRow[], payload?: Record<string, unknown>) =>
    storeBy((pending) => insertEvents(pool, pending, payload), rows);

  // While one group commits, the next one gathers, and takes along what has just arrived: no timer,
  // and an idle system waits for nobody. Two groups at once were measured slower on two cores.
  const flush = async () => {
    flushing = true;
    while (waiting.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting.slice(0, largestGroup);
      waiting = waiting.slice(largestGroup);
      await settle(group, store);
    }
    flushing = false;
  };

  return {
    busy: () => storing > 0 || waiting.length > 0,
    write(row) {
      return new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        if (!flushing) void flush();
      });
    },
    writeAll(rows, batch) {
      return store(rows, batch === undefined ? undefined : { batch_id: batch });
    },
    writeBy: storeBy,
  };
}

/** A group that PostgreSQL refuses is tried one by one: a poisoned row fails alone. */
async function settle(
  group: Waiting[],
  store: (rows: EventRow[]) => Promise<Outcome[]>,
): Promise<void> {
  try {
    const outcomes = await store(group.map((one) => one.row));
    group.forEach((one, index) => {
      one.resolve(outcomes[index] as Outcome);
    });
  } catch (error) {
    const [only, ...others] = group;
    if (only && others.length === 0) only.reject(error);
    else for (const one of group) await settle([one], store);
  }
}
