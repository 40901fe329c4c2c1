import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import type { Outbox } from './start-outbox.ts';
import { drawText, type OutboxStage, outboxStage } from './testing/outbox-stage.ts';

let stage: OutboxStage;
const outboxes: Outbox[] = [];
beforeAll(async () => {
  stage = await outboxStage();
});
afterEach(async () => {
  await Promise.all(outboxes.splice(0).map((outbox) => outbox.stop()));
  stage.sandbox.faults.clear();
});
afterAll(() => stage.close());

async function start(more: Parameters<OutboxStage['start']>[0] = {}): Promise<Outbox> {
  const outbox = await stage.start(more);
  outboxes.push(outbox);
  return outbox;
}

const owner = async () => {
  const { rows } = await stage.pool.query<{ owner: string | null; fence: number }>(
    "select owner, fence from lease where installation = $1 and kind = 'desk'",
    [stage.installation],
  );
  return rows[0];
};

/** Its connections end as when the process is killed: nothing is given back. */
async function kill(): Promise<void> {
  await stage.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'belay-life' and datname = current_database()",
  );
}

test('[MGD-5] of two processes one sends; stopped, the other follows at once and nothing comes twice', async () => {
  const channel = stage.channel('two');
  await Promise.all([start(), start()]);
  const ids: string[] = [];
  for (let n = 0; n < 10; n += 1) ids.push(await stage.say(channel, `${n}`));
  await eventually(() => stage.texts(channel).length).toBeGreaterThan(2);
  const first = outboxes.find(({ held }) => held.length > 0);
  await first?.stop();
  for (const id of ids) await eventually(() => stage.row(id)).toMatchObject({ state: 'posted' });
  expect(stage.texts(channel)).toEqual(ids.map((_, n) => `${n} v1`));
});

test('[NTF-3] the owner dies with a post on its way: another one follows without waiting for the lease, and it stands once', async () => {
  const channel = stage.channel('killed');
  // the first one hangs for good, right before it would send
  const hung = Promise.withResolvers<never>();
  const draw: typeof drawText = async (ctx, tenant, posts) =>
    posts.some(({ data }) => data.text === 'hang') ? hung.promise : drawText(ctx, tenant, posts);
  const lease = { leaseMs: 600_000, heartbeatMs: 60_000, sweepMs: 50, marginMs: 1_000 };
  const drainMs = 50;
  const elapsed = () => performance.now();
  await start({ draw, timing: { lease: { ...lease, drainMs, elapsed } } });
  const id = await stage.say(channel, 'hang');
  await eventually(() => stage.row(id)).toMatchObject({ state: 'sending' });
  const before = await owner();
  await kill();
  await start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', attempts: 2 });
  expect((await owner())?.fence).toBeGreaterThan(before?.fence ?? 0);
  expect(stage.texts(channel)).toEqual(['hang v1']);
  hung.reject(new Error('it was killed'));
});

test('[NTF-3] a process that was frozen past its lease sends nothing more, and claims nothing', async () => {
  const channel = stage.channel('frozen');
  const thawed = Promise.withResolvers<void>();
  let jump = 0;
  const draw: typeof drawText = async (ctx, tenant, posts) => {
    if (posts.some(({ data }) => data.text === 'frozen')) await thawed.promise;
    return drawText(ctx, tenant, posts);
  };
  const elapsed = () => performance.now() + jump;
  // its heartbeats stand still with it
  const lease = { leaseMs: 60_000, heartbeatMs: 600_000, sweepMs: 50, marginMs: 500, drainMs: 50 };
  const frozen = await start({ draw, timing: { lease: { ...lease, elapsed } } });
  const id = await stage.say(channel, 'frozen');
  await eventually(() => stage.row(id)).toMatchObject({ state: 'sending' });
  jump = 120_000;
  await stage.pool.query(
    "update lease set expires_at = '-infinity' where installation = $1 and kind = 'desk'",
    [stage.installation],
  );
  await start();
  await eventually(() => stage.row(id)).toMatchObject({ state: 'posted', attempts: 2 });
  thawed.resolve();
  const next = await stage.say(channel, 'after');
  await eventually(() => stage.row(next)).toMatchObject({ state: 'posted' });
  await frozen.stop();
  expect(stage.texts(channel)).toEqual(['frozen v1', 'after v1']);
});
