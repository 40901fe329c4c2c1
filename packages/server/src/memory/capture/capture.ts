import type pg from 'pg';
import { findByKeys, type KeyHolder } from './find-by-keys.ts';
import { insertEvents } from './insert-events.ts';
import type { EventRow } from './prepare-event.ts';

/** What became of one write; ids are database uuids. */
export type Outcome =
  | { kind: 'written'; id: string; walOffset: number }
  | { kind: 'replayed' | 'forgotten'; id: string; walOffset: number }
  | { kind: 'conflict'; id: string };

/** The one durable path into the memory. A promise resolves after its commit, never before. */
export interface Capture {
  /** gathered with whatever arrives meanwhile into one commit */
  write(row: EventRow): Promise<Outcome>;
  /** one commit for all, answers in the order given */
  writeAll(rows: EventRow[], batch?: string): Promise<Outcome[]>;
  /** whether writes are under way */
  busy(): boolean;
}

/** More singles than this are two commits. */
const largestGroup = 500;
/** A key seen as taken may be released before we look: then it is tried again. */
const attempts = 5;

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
  const store = async (rows: EventRow[], payload?: Record<string, unknown>) => {
    storing += 1;
    const outcomes = await writeRows(pool, rows, payload).finally(() => {
      storing -= 1;
    });
    if (outcomes.some((outcome) => outcome.kind === 'written')) onCommit();
    return outcomes;
  };

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

async function writeRows(
  pool: pg.Pool,
  rows: EventRow[],
  payload: Record<string, unknown> = {},
): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  let pending = rows;
  for (let attempt = 0; pending.length > 0; attempt++) {
    const written = await insertEvents(pool, pending, payload);
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
