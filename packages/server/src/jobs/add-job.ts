import type pg from 'pg';
import type { JobName, Jobs } from './tasks.ts';

export interface JobOptions {
  /** one job waits under a key; adding another replaces it. One that runs already is not stopped */
  key?: string;
  /** not before this moment; the queue looks for such jobs every half second */
  at?: Date;
  /** jobs of one queue run one after another */
  queue?: string;
  /** tries, with growing pauses in between; default 25, over some days */
  attempts?: number;
}

const statement = `select from graphile_worker.add_job(
  $1, $2::json, queue_name => $3, run_at => $4, max_attempts => $5, job_key => $6)`;

/** Adds a job in the caller's transaction: it exists if and only if that commits. */
export async function addJob<Name extends JobName>(
  db: pg.Pool | pg.PoolClient,
  name: Name,
  payload: Jobs[Name],
  { key, at, queue, attempts }: JobOptions = {},
): Promise<void> {
  await db.query({
    name: 'add-job',
    text: statement,
    values: [
      name,
      JSON.stringify(payload),
      queue ?? null,
      at ?? null,
      attempts ?? null,
      key ?? null,
    ],
  });
}
