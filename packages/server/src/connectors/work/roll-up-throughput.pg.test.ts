import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { rollUpThroughput } from './roll-up-throughput.ts';
import { makeConnector } from './testing/make-connector.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('[MGD-2] throughput older than a day is kept by minutes, older than a month not at all', async () => {
  const made = await makeConnector(database.pool);
  const other = await makeConnector(database.pool);
  for (const { tenant, connector } of [made, other])
    await database.pool.query(
      `insert into throughput (tenant, connector, at, messages, replies)
       select $1, $2, at, 1, 2 from unnest(array[
         date_trunc('minute', now()),
         date_trunc('minute', now()) - interval '2 days',
         date_trunc('minute', now()) - interval '2 days' + interval '10 s',
         date_trunc('minute', now()) - interval '2 days' + interval '50 s',
         date_trunc('minute', now()) - interval '2 days' + interval '70 s',
         now() - interval '40 days']) as at`,
      [tenant, connector],
    );
  const sums = async (connector: string) =>
    (
      await database.pool.query<{ messages: number; replies: number }>(
        'select messages, replies from throughput where connector = $1 order by at',
        [connector],
      )
    ).rows.map(({ messages, replies }) => [messages, replies]);
  await rollUpThroughput(database.pool, made);
  await rollUpThroughput(database.pool, made);
  expect(await sums(made.connector)).toEqual([
    [3, 6],
    [1, 2],
    [1, 2],
  ]);
  expect(await sums(other.connector)).toHaveLength(6);
});
