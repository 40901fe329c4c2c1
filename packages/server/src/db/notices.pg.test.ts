import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { createNotices, type Notices } from './notices.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const open: Notices[] = [];
afterEach(async () => {
  for (const notices of open.splice(0)) await notices.close();
});
async function process() {
  const notices = await createNotices(database.url, () => undefined);
  open.push(notices);
  const heard: (string | undefined)[] = [];
  const stop = notices.on('belay_test', (word) => heard.push(word));
  return { notices, heard, stop };
}
/** A word from a third party arrives in every process that listens by now. */
async function listening(...all: { heard: unknown[] }[]) {
  for (const { heard } of all)
    await eventually(async () => {
      await database.pool.query(`select pg_notify('belay_test', 'ready')`);
      return heard.includes('ready');
    }).toBe(true);
  for (const { heard } of all) heard.length = 0;
}

test('[MGD-5] a word is heard here at once, once, and by the other processes', async () => {
  const [one, two] = [await process(), await process()];
  await listening(one, two);
  one.notices.tell('belay_test', 'a');
  one.notices.tell('belay_test', 'a');
  one.notices.tell('belay_test', 'b');
  expect(one.heard).toEqual(['a', 'a', 'b']);
  await eventually(() => two.heard.filter((word) => word !== 'ready')).toEqual(['a', 'b']);
  two.notices.tell('belay_test', 'c');
  await eventually(() => one.heard.filter((word) => word !== 'ready')).toEqual([
    'a',
    'a',
    'b',
    'c',
  ]);
});

test('[MGD-5] after its connection broke a process looks everywhere, and hears again', async () => {
  const one = await process();
  await listening(one);
  await database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'belay-notices' and datname = current_database()`,
  );
  await eventually(() => one.heard).toContain(undefined);
  await database.pool.query(`select pg_notify('belay_test', 'after')`);
  await eventually(() => one.heard).toContain('after');
});

test('[MGD-5] who stopped hearing hears nothing', async () => {
  const one = await process();
  await listening(one);
  one.stop();
  one.notices.tell('belay_test', 'a');
  expect(one.heard).toEqual([]);
});
