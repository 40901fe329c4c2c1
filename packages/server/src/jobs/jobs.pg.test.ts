import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../db/in-transaction.ts';
import { eventually } from '../testing/eventually.ts';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { addJob } from './add-job.ts';
import { unlockDeadWorkers } from './unlock-dead-workers.ts';

let server: TestServer;
const heard: (string | undefined)[] = [];
beforeAll(async () => {
  server = await startTestServer({}, undefined, undefined, false, true);
  server.ctx.notices.on('belay_probe', (name) => heard.push(name));
});
afterAll(() => server.close());

test('a job exists if and only if its transaction commits', async () => {
  const [kept, lost] = [randomUUID(), randomUUID()];
  await inTransaction(server.pool, (db) => addJob(db, 'probe', { name: kept }));
  await inTransaction(server.pool, async (db) => {
    await addJob(db, 'probe', { name: lost });
    throw new Error('no');
  }).catch(() => undefined);
  await eventually(() => heard).toContain(kept);
  expect(heard).not.toContain(lost);
  await eventually(async () => {
    const jobs = await server.pool.query('select from graphile_worker._private_jobs');
    return jobs.rows.length;
  }).toBe(0);
});

test('jobs of a process that died are given back, those of one that lives are not', async () => {
  const at = new Date(Date.now() + 3_600_000);
  await addJob(server.pool, 'probe', { name: 'dead' }, { key: 'dead', at });
  await addJob(server.pool, 'probe', { name: 'alive' }, { key: 'alive', at });
  const { rows } = await server.pool.query<{ worker_id: string }>(
    'select worker_id from job_worker limit 1',
  );
  const alive = rows[0]?.worker_id;
  expect(alive).toBeDefined();
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
