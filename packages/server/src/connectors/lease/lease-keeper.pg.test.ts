import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.ts';
import { makeConnector } from '../work/testing/make-connector.ts';
import type { Fence } from './fence.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { type LeaseTiming, leaseTiming } from './lease-timing.ts';

let database: TestDatabase;
const keepers: LeaseKeeper[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(keepers.splice(0).map((keeper) => keeper.stop()));
  await database.pool.query("update connector set wanted = 'paused'");
});
afterAll(() => database.close());

/** Looks and heartbeats many times as quick, the product's lease: it ends where a test says so. */
const quick: LeaseTiming = {
  leaseMs: 30_000,
  heartbeatMs: 100,
  sweepMs: 50,
  marginMs: 50,
  drainMs: 50,
  elapsed: leaseTiming.elapsed,
};

/** A process that works for what it holds until it is told to stop. */
function keeper(timing: LeaseTiming = quick, pool: pg.Pool = database.pool) {
  const runs: { fence: Fence; signal: AbortSignal; end(): void }[] = [];
  const owner = randomUUID();
  const made = new LeaseKeeper({
    pool,
    kind: 'connectors',
    owner,
    timing,
    work: (fence, signal) =>
      new Promise((resolve) => {
        runs.push({ fence, signal, end: resolve });
        signal.addEventListener('abort', () => resolve());
      }),
    onProblem: () => undefined,
  });
  keepers.push(made);
  return { keeper: made, owner, runs };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

test('[MGD-5] of two processes one works for an installation; stopped, the other follows at once', async () => {
  const place = await makeConnector(database.pool);
  const slow = { ...quick, leaseMs: 30_000, heartbeatMs: 10_000, sweepMs: 5_000, marginMs: 5_000 };
  const both = [keeper(slow), keeper(slow)];
  await until(() => both.some(({ runs }) => runs.length > 0));
  const [first, second] = both[0]?.runs.length ? both : both.toReversed();
  expect(second?.runs).toEqual([]);
  await first?.keeper.stop();
  // the notice that a lease was given back; the server hands it on
  second?.keeper.look();
  await until(() => second?.runs.length === 1);
  expect(second?.runs[0]?.fence).toMatchObject({ installation: place.installation, fence: 2 });
});

test('[MGD-5] while it renews nobody takes over; one that can’t stops before its lease is over', async () => {
  const place = await makeConnector(database.pool);
  const lease = async () => {
    const { rows } = await database.pool.query<{ ends: Date; over: boolean }>(
      'select expires_at as ends, expires_at <= now() as over from lease where installation = $1',
      [place.installation],
    );
    return rows[0];
  };
  let jump = 0;
  const line = watchedPool();
  const first = keeper({ ...quick, elapsed: () => performance.now() + jump }, line.pool);
  await until(() => first.runs.length === 1);
  const taken = await lease();
  const beside = watchedPool();
  const second = keeper(quick, beside.pool);
  await eventually(async () => Number((await lease())?.ends)).toBeGreaterThan(Number(taken?.ends));
  await until(() => beside.asked() > 2);
  expect(second.runs).toEqual([]);

  line.breakOff();
  expect(first.runs[0]?.signal.aborted).toBe(false);
  // as long as it may go on without a renewal
  jump = quick.leaseMs - quick.marginMs;
  await until(() => first.runs[0]?.signal.aborted === true);
  expect((await lease())?.over).toBe(false);
  expect(second.runs).toEqual([]);
  await database.pool.query('update lease set expires_at = now() where installation = $1', [
    place.installation,
  ]);
  await until(() => second.runs.length === 1);
  expect(second.runs[0]?.fence.fence).toBe(2);
});

test('[MGD-5] a process that was paused past its lease stops its work before it does anything else', async () => {
  await makeConnector(database.pool);
  let jump = 0;
  const paused = keeper({ ...quick, elapsed: () => performance.now() + jump });
  await until(() => paused.runs.length === 1);
  jump = 2 * quick.leaseMs;
  await until(() => paused.runs[0]?.signal.aborted === true);
});

test('[MGD-5] an owner whose lease was taken from it stops at its next heartbeat', async () => {
  const place = await makeConnector(database.pool);
  const first = keeper({ ...quick, sweepMs: 60_000 });
  await until(() => first.runs.length === 1);
  await database.pool.query(
    `update lease set owner = $2, fence = fence + 1, expires_at = now() + interval '1 hour'
     where installation = $1`,
    [place.installation, randomUUID()],
  );
  await until(() => first.runs[0]?.signal.aborted === true);
});

test('[MGD-3] what is paused is held by nobody; resumed, it is taken up', async () => {
  const place = await makeConnector(database.pool);
  const wants = (wanted: string) =>
    database.pool.query('update connector set wanted = $2 where id = $1', [
      place.connector,
      wanted,
    ]);
  const { pool, asked } = watchedPool();
  const one = keeper(quick, pool);
  await until(() => one.runs.length === 1);
  await wants('paused');
  one.runs[0]?.end();
  await until(() => one.keeper.held.length === 0);
  // it gives back, and looks around time and again
  const before = asked();
  await until(() => asked() > before + 3);
  expect(one.runs).toHaveLength(1);
  await wants('running');
  await until(() => one.runs.length === 2);
});

test('[MGD-5] work that does not end in time loses its lease all the same', async () => {
  await makeConnector(database.pool);
  const stuck = new LeaseKeeper({
    pool: database.pool,
    kind: 'connectors',
    owner: randomUUID(),
    timing: quick,
    work: () => new Promise(() => undefined),
    onProblem: () => undefined,
  });
  await until(() => stuck.held.length === 1);
  await stuck.stop();
  const next = keeper();
  await until(() => next.runs.length === 1);
});

/** The pool of one process: how often it asked the database, and a partition between the two. */
function watchedPool(): { pool: pg.Pool; asked(): number; breakOff(): void } {
  let isBroken = false;
  let asked = 0;
  const pool = new Proxy(database.pool, {
    get(target, name) {
      if (name === 'query') {
        asked += 1;
        if (isBroken) return () => Promise.reject(new Error('no route'));
      }
      const member = Reflect.get(target, name, target) as unknown;
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return {
    pool,
    asked: () => asked,
    breakOff() {
      isBroken = true;
    },
  };
}
