import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Try } from '../../../../jobs/tasks.ts';
import { eventually } from '../../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';
import { Died, mortalContext } from '../testing/mortal-context.ts';
import { beat } from './keep-listening.ts';
import { runReread } from './run-reread.ts';

let world: HearWorld;
let one: OpenCase;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.sandbox.faults.clear();
  one = await world.claimed();
  await world.settle();
});

const attempt: Try = { signal: new AbortController().signal, attempt: 1, isLast: false };
const lose = () => world.sandbox.faults.add({ kind: 'lose', event: 'message' });
const reread = () =>
  runReread(
    world.server.ctx,
    { tenant: world.owner.tenant, installation: world.installation },
    attempt,
  );
const claimedAt = (ms: number) =>
  world.server.pool.query('update conversation set claimed_at = $2 where id = $1', [
    one.conversation,
    new Date(ms),
  ]);
const owed = async () =>
  (
    await world.server.pool.query<{ n: number }>(
      `select count(*)::int as n from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'slack_reread'`,
    )
  ).rows[0]?.n;

test('[TKO-7] what was typed, edited and deleted while nobody heard is read again, once', async () => {
  // long enough ago that a read can't be older
  const at = Date.now() - 70_000;
  await claimedAt(at - 60_000);
  const [kept, gone] = ['Ten metres', 'or less'].map((text, n) =>
    world.type(world.ann.slack, one, text, { at: at + n }),
  ) as [string, string];
  for (const ts of [kept, gone])
    await eventually(() => world.line(ts)).toMatchObject({ fate: 'sent' });

  lose();
  const missed = world.type(world.ann.slack, one, 'Missed you');
  world.sandbox.world.edit(one.channel, kept, { text: 'Twelve metres' });
  world.sandbox.world.delete(one.channel, gone);
  await world.settle();
  expect(await world.line(missed)).toBeUndefined();
  world.sandbox.faults.clear();
  await reread();
  await eventually(() => world.read(one)).toEqual(['Twelve metres', 'Missed you']);
  await reread();
  await world.settle();
  expect(await world.read(one)).toEqual(['Twelve metres', 'Missed you']);
});

test('[TKO-7] lines that come late are held', async () => {
  lose();
  const at = Date.now() - 6 * 60_000;
  await claimedAt(at - 60_000);
  const late = world.type(world.ann.slack, one, 'Are you there?', { at });
  world.sandbox.faults.clear();
  await reread();
  await eventually(() => world.line(late)).toMatchObject({ fate: 'held', reason: 'old' });
  expect(await world.read(one)).toEqual([]);
});

test('[TKO-7] an outage is noticed by its hole, and only where agents speak', async () => {
  const { ctx } = world.server;
  const at = (ms: number) => ({ pool: ctx.pool, now: () => Date.now() + ms });
  await beat(at(0));
  await beat(at(50_000));
  expect(await owed()).toBe(0);
  await beat(at(150_000));
  expect(await owed()).toBe(1);
  await beat(at(160_000));
  expect(await owed()).toBe(1);
});

test('[TKO-7] an outage that was noticed by a process that died is noticed by the next', async () => {
  const { ctx } = world.server;
  const at = Date.now() + 3_600_000;
  await forgetOwed();
  await ctx.pool.query('update slack_listening set at = $1', [new Date(at - 90_000)]);
  const dying = mortalContext(ctx, 2);
  await expect(beat({ pool: dying.pool, now: () => at })).rejects.toThrow(Died);
  await beat({ pool: ctx.pool, now: () => at + 10_000 });
  expect(await owed()).toBe(1);
  await ctx.pool.query('update slack_listening set at = now()');
});

test('[TKO-7] a second outage takes no thread from the first that is still being read', async () => {
  const { ctx, pool } = world.server;
  await forgetOwed();
  const limited = {
    kind: 'rate_limit',
    method: 'conversations.replies',
    retryAfterS: 600,
  } as const;
  world.sandbox.faults.add(limited);
  const here = { tenant: world.owner.tenant, installation: world.installation };
  const { rows } = await pool.query<{ id: string }>(
    'select id from slack_card where conversation = $1',
    [one.conversation],
  );
  // the second begins anew, the first is well behind
  await runReread(ctx, here, attempt);
  await runReread(ctx, { ...here, after: before(rows[0]?.id ?? '') }, attempt);
  const { rows: left } = await pool.query<{ after: string | null }>(
    `select payload ->> 'after' as after from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'slack_reread'
     order by after nulls first`,
  );
  expect(left).toEqual([{ after: null }, { after: before(rows[0]?.id ?? '') }]);
  await forgetOwed();
});

/** The place right before that card. */
const before = (card: string) =>
  (BigInt(`0x${card.replaceAll('-', '')}`) - 1n)
    .toString(16)
    .padStart(32, '0')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

const forgetOwed = () =>
  world.server.pool.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'slack_reread'`,
  );

test('[TKO-7] Slack dropped a minute of events: the threads are owed', async () => {
  await forgetOwed();
  const { createHmac } = await import('node:crypto');
  const body = JSON.stringify({
    type: 'app_rate_limited',
    token: 'x',
    team_id: world.sandbox.world.team.current.id,
    minute_rate_limited: Math.floor(Date.now() / 1000),
    api_app_id: world.sandbox.app.id,
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', world.sandbox.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  const answer = await fetch(`${world.server.url}/slack/events`, {
    method: 'POST',
    headers: {
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  });
  expect([answer.status, await owed()]).toEqual([200, 1]);
});
