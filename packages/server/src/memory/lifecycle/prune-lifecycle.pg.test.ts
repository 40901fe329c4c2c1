import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstId } from '../../live/position.ts';
import { readStream } from '../../testing/read-stream.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';
import { pruneLifecycle } from './prune-lifecycle.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

const day = 86_400_000;
const write = async (text: string) => {
  const answer = await ann.call('POST', '/v1/experience?wait=indexed', {
    scope: `${ann.scope}/source:test`,
    modality: 'observation',
    content: { kind: 'text', text },
  });
  return ((await answer.json()) as { event_id: string }).event_id;
};
const page = async (query = '') =>
  (await (await ann.call('GET', `/v1/lifecycle?limit=500${query}`)).json()) as {
    items: { lifecycle_id: string; event_id: string; kind: string }[];
    reset?: string;
  };
const age = (event: string, days: number) =>
  server.pool.query(
    `update lifecycle set ts = ts - $2 * interval '1 day' where $1::uuid = any(events)`,
    [event.slice(4), days],
  );

test('[MEM-9] what is older than 30 days goes, oldest first and without holes; the rest stays', async () => {
  // what the other tests made old
  await pruneLifecycle(server.pool, Date.now());
  const others = (await page()).items.map((item) => item.event_id);
  const [first, second, third, fourth] = [
    await write('1'),
    await write('2'),
    await write('3'),
    await write('4'),
  ];
  await age(first, 31);
  await age(second, 29);
  // behind a row that stays, so it stays as well
  await age(third, 31);
  expect(await pruneLifecycle(server.pool, Date.now())).toBe(2);
  const kept = (await page()).items.map((item) => item.event_id);
  expect(new Set(kept)).toEqual(new Set([...others, second, third, fourth]));
  // the experience and its stages are still known
  const memory = await ann.call('GET', `/v1/lifecycle/memory-event/${first}`);
  expect(await memory.json()).toMatchObject({ stages_completed: ['captured', 'indexed'] });
});

test('[MEM-9] what the indexer has not passed is not pruned', async () => {
  const id = await write('unindexed');
  await age(id, 31);
  // the indexer, which looks five times a second, would pass it again
  const held = await server.pool.connect();
  await held.query('begin');
  await held.query(`update index_position set xid = '0', seq = 0`);
  expect(await pruneLifecycle(held, Date.now() + 100 * day)).toBe(0);
  await held.query('rollback');
  held.release();
  expect((await page()).items.map((item) => item.event_id)).toContain(id);
});

test('[MEM-9] a reader whose last id is no longer kept is told first, then gets what is kept', async () => {
  const old = await write('old');
  const last = (await page()).items.find((item) => item.event_id === old)?.lifecycle_id ?? '';
  const fresh = await write('fresh');
  const readFrom = (id: string) =>
    readStream(
      server,
      ann,
      '/v1/lifecycle/stream?events=captured',
      (frames) => frames.some(({ data }) => data.event_id === fresh),
      { headers: { 'last-event-id': id } },
    );
  expect((await readFrom(last)).map(({ event }) => event)).toEqual(['captured']);

  await server.pool.query('delete from lifecycle where $1::uuid = any(events)', [old.slice(4)]);
  const [reset, ...rest] = await readFrom(last);
  expect(reset).toMatchObject({ id: firstId, event: 'reset' });
  expect(reset?.data.message).toContain('30 days');
  expect(rest.at(-1)?.data.event_id).toBe(fresh);
  expect((await page(`&since_lifecycle_id=${last}`)).reset).toContain('30 days');

  // and so is one who comes with an id of a database that was put back to an earlier day
  const foreign = `lce_${'7'.repeat(16)}${'0'.repeat(20)}`;
  expect((await readFrom(foreign))[0]?.event).toBe('reset');
  // from the very beginning is no reset, and neither is the reset's own id
  expect((await readFrom(firstId))[0]?.event).toBe('captured');
});
