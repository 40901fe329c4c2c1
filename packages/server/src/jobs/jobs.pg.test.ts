import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../db/in-transaction.ts';
import { eventually } from '../testing/eventually.ts';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { addJob } from './add-job.ts';
import { unlockDeadWorkers } from './unlock-dead-workers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, undefined, undefined, false, true);
});
afterAll(() => server.close());

/** A job that finds nothing to do. */
const nothing = () => ({ tenant: randomUUID(), message: randomUUID() });
const waiting = async (): Promise<string[]> => {
  const { rows } = await server.pool.query<{ key: string }>(
    'select key from graphile_worker._private_jobs order by key',
  );
  return rows.map(({ key }) => key);
};

test('a job exists if and only if its transaction commits, and is gone once it was done', async () => {
  const later = { at: new Date(Date.now() + 3_600_000) };
  await inTransaction(server.pool, (db) =>
    addJob(db, 'learn', nothing(), { key: 'kept', ...later }),
  );
  await inTransaction(server.pool, async (db) => {
    await addJob(db, 'learn', nothing(), { key: 'lost', ...later });
    throw new Error('no');
  }).catch(() => undefined);
  expect(await waiting()).toEqual(['kept']);
  // under its key it is replaced, and due now
  await addJob(server.pool, 'learn', nothing(), { key: 'kept' });
  await eventually(waiting).toEqual([]);
});

test('jobs of a process that died are given back, those of one that lives are not', async () => {
  const at = new Date(Date.now() + 3_600_000);
  await addJob(server.pool, 'learn', nothing(), { key: 'dead', at });
  await addJob(server.pool, 'learn', nothing(), { key: 'alive', at });
  const living = async () => {
    const { rows } = await server.pool.query<{ worker_id: string }>(
      'select worker_id from job_worker where process <> 1 limit 1',
    );
    return rows[0]?.worker_id;
  };
  // a worker says that it lives once it has begun
  await eventually(living).toBeDefined();
  const alive = await living();
  await server.pool.query(`insert into job_worker values ('worker-gone', 1)`);
  const lock = (key: string, by: string | undefined) =>
    server.pool.query(
      'update graphile_worker._private_jobs set locked_at = now(), locked_by = $2 where key = $1',
      [key, by],
    );
  await lock('dead', 'worker-gone');
  await lock('alive', alive);
  await unlockDeadWorkers(server.pool);
  const jobs = await server.pool.query(
    'select key, locked_by from graphile_worker._private_jobs order by key',
  );
  expect(jobs.rows).toEqual([
    { key: 'alive', locked_by: alive },
    { key: 'dead', locked_by: null },
  ]);
});
