import { randomUUID } from 'node:crypto';
import type { ActionRunView } from '@belay/contract/desk/action';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { publicId } from '../../memory/ids.ts';
import { isSignedBy } from '../announce/testing/receiver.ts';
import { actionsOf } from './actions-of.ts';
import { type ActionOutcome, runAction } from './run-action.ts';
import { settleLostRuns } from './settle-lost-runs.ts';
import { type ActionDesk, startActionDesk } from './testing/action-desk.ts';

let desk: ActionDesk;
beforeAll(async () => {
  desk = await startActionDesk();
});
afterEach(() => desk.reset());
afterAll(() => desk.close());

const noPause = async () => undefined;
const given = { email: 'vera@shop.example', seats: '2' };

test('[DSK-5] an action runs: signed, recorded, announced, and quoted', async () => {
  const action = await desk.make();
  const ref = await desk.turnOf();
  expect(await actionsOf(desk.server.pool, desk.world.tenant, desk.world.agent)).toEqual([
    {
      ...{ id: action.uuid, name: action.name, description: action.description, confirm: true },
      ...{ phrases: action.phrases, parameters: action.parameters },
    },
  ]);
  expect(await runAction(desk.server.ctx, ref, 'c1', action.uuid, given)).toEqual({
    state: 'done',
    say: 'Booked as R-7.',
    result: { number: 'R-7' },
  });
  const [sent] = desk.receiver.received;
  expect([sent?.method, sent?.path]).toEqual(['POST', '/book/vera%40shop.example']);
  expect(JSON.parse(sent?.body ?? '')).toEqual({ email: 'vera@shop.example', seats: 2 });
  expect(sent?.headers).toMatchObject({ 'x-api-key': 'hush-hush-key' });
  expect(sent && isSignedBy(action.secret, sent)).toBe(true);
  const [run] = await desk.runs(action.id);
  expect(run).toEqual<ActionRunView>({
    id: String(sent?.headers['idempotency-key']),
    action: { id: action.id, name: 'Book a demo' },
    conversation_id: publicId('cnv', ref.conversation),
    parameters: { email: 'vera@shop.example', seats: '2' },
    state: 'done',
    status: 200,
    outcome: 'It answered 200.',
    duration_ms: expect.any(Number),
    created_at: expect.any(String),
  });
  const [announced] = await desk.told(ref.conversation);
  expect(announced?.data).toEqual({
    run_id: run?.id,
    action: { id: action.id, name: 'Book a demo' },
    ...{ state: 'done', status: 200, outcome: 'It answered 200.' },
  });
});

test('[DSK-5] a call runs once, however often and at once it is asked for', async () => {
  const action = await desk.make();
  const ref = await desk.turnOf();
  const outcomes: ActionOutcome[] = await Promise.all(
    Array.from({ length: 20 }, () => runAction(desk.server.ctx, ref, 'c1', action.uuid, given)),
  );
  expect(desk.receiver.received).toHaveLength(1);
  expect(outcomes.filter(({ state }) => state === 'done').length).toBeGreaterThan(0);
  // later it is told what came of it
  expect(await runAction(desk.server.ctx, ref, 'c1', action.uuid, given)).toEqual({
    ...{ state: 'done', say: 'Booked as R-7.' },
  });
  // another call of the turn is another run
  await runAction(desk.server.ctx, ref, 'c2', action.uuid, given);
  expect(desk.receiver.received).toHaveLength(2);
  expect(await desk.told(ref.conversation)).toHaveLength(2);
});

test('[TKO-3] outside of its turn nothing runs', async () => {
  const action = await desk.make();
  const ref = await desk.turnOf();
  const lost = { state: 'lost', say: '' };
  const run = (change = {}, id = action.uuid) =>
    runAction(desk.server.ctx, { ...ref, ...change }, randomUUID(), id, given);
  expect(await run({ turn: 0 })).toEqual(lost);
  expect(await run({ turn: 2 })).toEqual(lost);
  expect(await run({ tenant: randomUUID() })).toEqual(lost);
  expect(await run({}, randomUUID())).toEqual(lost);
  for (const change of [
    `state = 'waiting', escalation = gen_random_uuid()`,
    `state = 'human', escalation = null, claim = gen_random_uuid(), owner = (select id from person limit 1)`,
    `state = 'closed', claim = null, owner = null`,
  ]) {
    await desk.server.pool.query(`update conversation set ${change} where id = $1`, [
      ref.conversation,
    ]);
    expect([change, await run()]).toEqual([change, lost]);
  }
  const other = await desk.turnOf();
  const pause = (paused: boolean) =>
    desk.server.pool.query('update agent set is_paused = $1 where id = $2', [
      paused,
      desk.world.agent,
    ]);
  await pause(true);
  expect(await runAction(desk.server.ctx, other, 'c', action.uuid, given)).toEqual(lost);
  await pause(false);
  await desk.world.ask('PATCH', `${desk.path}/${action.id}`, { enabled: false });
  expect(await runAction(desk.server.ctx, other, 'c', action.uuid, given)).toEqual(lost);
  expect(desk.receiver.received).toEqual([]);
  expect(await desk.runs(action.id)).toEqual([]);
});

test('[TKO-3] of a takeover and a run, one comes first: never a request without its row', async () => {
  const action = await desk.make();
  for (let round = 0; round < 15; round++) {
    const ref = await desk.turnOf();
    const before = desk.receiver.received.length;
    const [, outcome] = await Promise.all([
      desk.server.pool.query(
        `update conversation set state = 'waiting', escalation = gen_random_uuid(), turn = turn + 1
         where id = $1 and state = 'agent'`,
        [ref.conversation],
      ),
      runAction(desk.server.ctx, ref, 'c', action.uuid, given),
    ]);
    const { rows } = await desk.server.pool.query<{ state: string }>(
      'select state from action_run where conversation = $1',
      [ref.conversation],
    );
    const ran = outcome.state === 'done';
    expect(rows).toEqual(ran ? [{ state: 'done' }] : []);
    expect(desk.receiver.received.length - before).toBe(ran ? 1 : 0);
    expect(await desk.told(ref.conversation)).toHaveLength(ran ? 1 : 0);
  }
});

test('[DSK-5] taken over during the request: it ends, is recorded, and a fixed line says so', async () => {
  const action = await desk.make();
  const ref = await desk.turnOf();
  desk.receiver.answer = async () => {
    await desk.server.pool.query(
      `update conversation set state = 'waiting', escalation = gen_random_uuid(), turn = 2
       where id = $1`,
      [ref.conversation],
    );
    return { status: 200, body: '{}' };
  };
  await runAction(desk.server.ctx, ref, 'c', action.uuid, given);
  expect((await desk.runs(action.id))[0]).toMatchObject({ state: 'done', status: 200 });
  expect(await desk.told(ref.conversation)).toHaveLength(1);
  const { rows } = await desk.server.pool.query(
    `select author, kind, line from message where conversation = $1`,
    [ref.conversation],
  );
  expect(rows).toEqual([
    {
      ...{ author: 'system', kind: 'line' },
      line: { code: 'action_done', params: { action: 'Book a demo', state: 'done' } },
    },
  ]);
});

test('[DSK-5] failures are said as what they are', async () => {
  const action = await desk.make({ notify: false });
  const ref = await desk.turnOf();
  desk.receiver.answer = () => ({ status: 422, body: 'no' });
  expect(await runAction(desk.server.ctx, ref, 'a', action.uuid, given)).toEqual({
    ...{ state: 'failed', say: 'That did not work.' },
  });
  desk.receiver.answer = () => ({
    status: 302,
    headers: { location: 'http://169.254.169.254/latest' },
  });
  await runAction(desk.server.ctx, ref, 'b', action.uuid, given);
  expect((await desk.runs(action.id)).map(({ state, status }) => [state, status])).toEqual([
    // the first request was read: it may have done something
    ['unknown', null],
    ['failed', 422],
  ]);
  // its own switch
  expect(await desk.told(ref.conversation)).toEqual([]);
});

test('[DSK-5] no answer: nobody knows, nothing is sent again, and the visitor is told so', async () => {
  const action = await desk.make({}, { timeout_s: 3 });
  const ref = await desk.turnOf({ language: 'de-AT' });
  desk.receiver.answer = () => new Promise(() => undefined);
  const outcome = await runAction(desk.server.ctx, ref, 'c', action.uuid, given);
  expect(outcome).toMatchObject({
    state: 'unknown',
    say: expect.stringContaining('weiß aber nicht'),
  });
  expect(desk.receiver.received).toHaveLength(1);
  const [run] = await desk.runs(action.id);
  expect(run).toMatchObject({
    state: 'unknown',
    outcome: expect.stringContaining('may have acted'),
  });
  expect((await desk.told(ref.conversation))[0]?.data).toMatchObject({ state: 'unknown' });
});

test('[DSK-5] what is marked idempotent is tried again, under the same key', async () => {
  const action = await desk.make({ idempotent: true });
  const ref = await desk.turnOf();
  const statuses = [503, 500, 200];
  desk.receiver.answer = () => ({ status: statuses.shift() ?? 200, body: '{"number":1}' });
  const waited: number[] = [];
  const outcome = await runAction(desk.server.ctx, ref, 'c', action.uuid, given, async (ms) => {
    waited.push(ms);
  });
  expect(outcome).toMatchObject({ state: 'done', say: 'Booked as 1.' });
  expect(waited).toEqual([500, 2_000]);
  const keys = desk.receiver.received.map(({ headers }) => headers['idempotency-key']);
  expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  // a refusal stays one
  desk.receiver.answer = () => ({ status: 400 });
  expect(await runAction(desk.server.ctx, ref, 'd', action.uuid, given, noPause)).toMatchObject({
    state: 'failed',
  });
  expect(desk.receiver.received).toHaveLength(4);
});

test('[DSK-5] killed in between: the rerun sends nothing twice, and a sweep settles it as unknown', async () => {
  const action = await desk.make();
  const ref = await desk.turnOf();
  const run = randomUUID();
  const begun = async (call: string, id = run) =>
    desk.server.pool.query(
      `insert into action_run (tenant, id, action, conversation, turn, call, parameters, due_at)
       values ($1, $2, $3, $4, 1, $5, $6, now() + interval '40 s')`,
      [ref.tenant, id, action.uuid, ref.conversation, call, JSON.stringify(given)],
    );
  await begun('c');
  expect(await runAction(desk.server.ctx, ref, 'c', action.uuid, given)).toMatchObject({
    state: 'unknown',
    say: expect.stringContaining('don’t know'),
  });
  expect(desk.receiver.received).toEqual([]);
  await settleLostRuns(desk.server.ctx);
  expect((await desk.runs(action.id))[0]).toMatchObject({ state: 'running' });
  const later = { ...desk.server.ctx, now: () => Date.now() + 60_000 };
  await settleLostRuns(later);
  await settleLostRuns(later);
  expect((await desk.runs(action.id))[0]).toMatchObject({
    state: 'unknown',
    outcome: expect.stringContaining('stopped'),
  });
  expect(await desk.told(ref.conversation)).toHaveLength(1);

  // idempotent: the rerun finishes it, under its key
  await desk.world.ask('PATCH', `${desk.path}/${action.id}`, { idempotent: true });
  const second = randomUUID();
  await begun('d', second);
  expect(await runAction(desk.server.ctx, ref, 'd', action.uuid, given, noPause)).toMatchObject({
    state: 'done',
  });
  expect(desk.receiver.received[0]?.headers['idempotency-key']).toBe(publicId('run', second));
});

test('[DSK-5] parameters that don’t fit send nothing', async () => {
  const action = await desk.make({
    parameters: [{ key: 'email', description: 'your e-mail', kind: 'text' }],
  });
  const ref = await desk.turnOf();
  for (const [email, problems] of [
    ['', [{ key: 'email', reason: 'missing' }]],
    ['..', [{ key: 'email', reason: 'text' }]],
  ] as const)
    expect(await runAction(desk.server.ctx, ref, 'c', action.uuid, { email })).toEqual({
      ...{ state: 'invalid', say: 'your e-mail', problems },
    });
  expect(desk.receiver.received).toEqual([]);
  expect(await desk.runs(action.id)).toEqual([]);
});

test('[DSK-5] an answer without end is cut, and a strange one is no result', async () => {
  const action = await desk.make();
  const ref = await desk.turnOf();
  desk.receiver.answer = () => ({
    status: 200,
    body: JSON.stringify({ number: 'x'.repeat(100_000) }),
  });
  expect(await runAction(desk.server.ctx, ref, 'a', action.uuid, given)).toEqual({
    ...{ state: 'done', say: 'Booked as –.' },
  });
  desk.receiver.answer = () => ({ status: 200, body: '<html>' });
  expect(await runAction(desk.server.ctx, ref, 'b', action.uuid, given)).toEqual({
    ...{ state: 'done', say: 'Booked as –.' },
  });
});
