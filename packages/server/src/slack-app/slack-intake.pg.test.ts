import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { AppEnv } from '../http/app-env.ts';
import { errorAnswer } from '../http/error-answer.ts';
import { type RunningServer, startServer } from '../start-server.ts';
import { eventually } from '../testing/eventually.ts';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';
import { closeGaps, gapsOf, noteGap } from './inbox/gaps.ts';
import { sweepInbox } from './inbox/sweep-inbox.ts';
import { slackAppRoutes } from './slack-app-routes.ts';
import { deliver, envelope, message } from './testing/deliver.ts';
import { install } from './testing/install.ts';

let server: TestServer;
let second: RunningServer;
beforeAll(async () => {
  const key = 'ab'.repeat(32);
  server = await startTestServer({ BELAY_SECRET_KEY: key });
  second = await startServer({
    env: {
      ...{ PORT: '0', BELAY_LOG: 'silent', BELAY_SECRET_KEY: key },
      DATABASE_URL: server.ctx.pool.options.connectionString,
      BELAY_DATA_DIR: server.ctx.config.dataDir,
    },
    // nobody asks Slack for what these connectors read
    ...{ workers: false, jobs: false, outbox: false },
  });
});
afterAll(async () => {
  await second.close();
  await server.close();
});
afterEach(() => server.pool.query('delete from connector; delete from slack_installation'));

const ids = async () =>
  (await server.pool.query<{ id: string }>('select id from delivery order by id')).rows.map(
    ({ id }) => id,
  );

test('[MGD-5] two servers on one database: the same event at both is one row, and both bells ring', async () => {
  const { connector } = await install(server.ctx);
  const bells = [server.ctx, second.ctx].map(({ inbox }) => {
    const bell = vi.fn();
    inbox.subscribe(connector, bell);
    return bell;
  });
  await eventually(
    async () => (await deliver(second.url, envelope(message(), { event_id: 'Ev0' }))).status,
  ).toBe(200);
  const bodies = Array.from({ length: 40 }, (_, index) =>
    envelope(message(), { event_id: `EvBoth${index}` }),
  );
  const answers = await Promise.all(
    bodies.flatMap((body) => [deliver(server.url, body), deliver(second.url, body)]),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await ids()).toHaveLength(41);
  for (const bell of bells) await eventually(() => bell.mock.calls.length).toBeGreaterThan(0);
});

/** Backends that wait for a lock while they store deliveries. */
const blocked = async (): Promise<number[]> =>
  (
    await server.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
         and query like '%insert into delivery%'`,
    )
  ).rows.map(({ pid }) => pid);

/** Runs `work` while a transaction of another session holds what `hold` locks. */
async function holding(hold: string, work: () => Promise<void>): Promise<void> {
  const client = await server.pool.connect();
  try {
    await client.query(`begin; ${hold}`);
    await work();
  } finally {
    await client.query('commit');
    client.release();
  }
}

test('[MGD-4] a commit that is broken off is no answer of 200: Slack repeats, and it is stored once', async () => {
  await install(server.ctx);
  const body = envelope(message(), { event_id: 'EvCut' });
  await holding('lock table delivery in access exclusive mode', async () => {
    const answer = deliver(server.url, body);
    await eventually(blocked).toHaveLength(1);
    await server.pool.query('select pg_terminate_backend($1)', await blocked());
    const { status, headers } = await answer;
    expect([status, headers.get('x-slack-no-retry')]).toEqual([503, null]);
  });
  expect(await ids()).toEqual([]);
  expect((await deliver(server.url, body)).status).toBe(200);
  expect(await ids()).toEqual(['EvCut']);
});

test('[MGD-4] a connector that is deleted in between costs the others nothing', async () => {
  const one = await install(server.ctx);
  const other = await install(server.ctx);
  let answer: Promise<Response> | undefined;
  const body = envelope(message(), { event_id: 'EvRace' });
  await holding(`delete from connector where id = '${one.connector}'`, async () => {
    answer = deliver(server.url, body);
    await eventually(blocked).toHaveLength(1);
  });
  // what was stored with its row is repeated by Slack
  expect((await answer)?.status).toBe(503);
  expect((await deliver(server.url, body)).status).toBe(200);
  const { rows } = await server.pool.query('select connector from delivery');
  expect(rows).toEqual([{ connector: other.connector }]);
});

test('[MGD-4] with too much under way, Slack is asked at once to repeat', async () => {
  await install(server.ctx);
  const app = new Hono<AppEnv>();
  app.onError((error, c) => errorAnswer(error, c, server.ctx.log));
  app.route('/', slackAppRoutes(server.ctx, { requests: 3, bytes: 10_000 }));
  const http = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  try {
    const answered: number[] = [];
    let all: Promise<unknown> = Promise.resolve();
    await holding('lock table delivery in access exclusive mode', async () => {
      all = Promise.all(
        Array.from({ length: 6 }, async () =>
          answered.push((await deliver(url, envelope())).status),
        ),
      );
      await eventually(() => answered).toEqual([503, 503, 503]);
    });
    await all;
    expect(answered).toEqual([503, 503, 503, 200, 200, 200]);
    expect((await deliver(url, envelope())).status).toBe(200);
    const large = envelope(message({ text: 'x'.repeat(10_000) }));
    expect((await deliver(url, large)).status).toBe(503);
  } finally {
    await new Promise((resolve) => http.close(resolve));
  }
});

test('[SYN-16] what waited for 7 days is erased, and a history audit is owed instead', async () => {
  const { tenant, connector } = await install(server.ctx, { wanted: 'paused' });
  await deliver(server.url, envelope(message(), { event_id: 'EvOld' }));
  await deliver(server.url, envelope(message(), { event_id: 'EvNew' }));
  await server.pool.query(
    `update delivery set received_at = now() - interval '7 days 1 minute' where id = 'EvOld'`,
  );
  expect(await sweepInbox(server.pool)).toEqual([connector]);
  expect(await ids()).toEqual(['EvNew']);
  expect(await gapsOf(server.pool, tenant, connector)).toMatchObject([
    { reason: 'expired', audit: 'history', since: 1_710_502_200_000 },
  ]);
  expect(await sweepInbox(server.pool)).toEqual([]);
});

test('[SYN-12] a loss during the audit stays owed', async () => {
  const one = await install(server.ctx);
  const lose = (since: number) =>
    noteGap(server.pool, [one], { reason: 'reconnected', audit: 'quick', since });
  expect(await lose(2_000)).toEqual([one.connector]);
  const read = await gapsOf(server.pool, one.tenant, one.connector);
  await lose(3_000);
  await closeGaps(server.pool, one.tenant, one.connector, read);
  const still = await gapsOf(server.pool, one.tenant, one.connector);
  expect(still).toMatchObject([{ reason: 'reconnected', since: 2_000 }]);
  await closeGaps(server.pool, one.tenant, one.connector, still);
  expect(await gapsOf(server.pool, one.tenant, one.connector)).toEqual([]);
});
