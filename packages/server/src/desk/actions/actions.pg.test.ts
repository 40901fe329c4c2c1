import { randomUUID } from 'node:crypto';
import type {
  ActionRunView,
  ActionTest,
  ActionView,
  CreatedAction,
  RunsPage,
} from '@belay/contract/desk/action';
import type { AnnouncementsPage } from '@belay/contract/desk/webhook';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicId, uuidOf } from '../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { type ReachWorld, reachWorld } from '../announce/testing/reach-world.ts';
import { isSignedBy, type Receiver, startReceiver } from '../announce/testing/receiver.ts';
import { actionsOf } from './actions-of.ts';
import { type ActionOutcome, runAction } from './run-action.ts';
import { settleLostRuns } from './settle-lost-runs.ts';

let server: TestServer;
let world: ReachWorld;
let receiver: Receiver;
let path: string;
beforeAll(async () => {
  server = await startTestServer({ BELAY_LOCAL_TARGETS: '1' });
  world = await reachWorld(server);
  path = `/v1/agents/${publicId('agt', world.agent)}/actions`;
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
  receiver.answer = () => ({ status: 200, body: '{"number":"R-7"}' });
});
afterEach(async () => {
  await receiver.close();
  await server.pool.query('delete from action');
});

const booking = (change: object = {}, request: object = {}) => ({
  name: 'Book a demo',
  description: 'When somebody wants to see it',
  phrases: ['book a demo'],
  parameters: [
    { key: 'email', description: 'your e-mail', kind: 'email' },
    { key: 'seats', description: 'how many', kind: 'number', required: false },
  ],
  request: {
    method: 'POST',
    url: `${receiver.url}/book/{email}`,
    headers: [{ name: 'X-Api-Key', value: 'hush-hush-key' }],
    ...request,
  },
  say: { done: 'Booked as {result.number}.', failed: 'That did not work.' },
  ...change,
});
const make = async (change: object = {}, request: object = {}) => {
  const action = await world.ask<CreatedAction>('POST', path, booking(change, request));
  return { ...action, uuid: uuidOf('act', action.id) ?? '' };
};
const turnOf = async (given = {}) => {
  const { conversation } = await world.conversation(given);
  return { tenant: world.tenant, conversation, turn: 1 };
};
const given = { email: 'vera@shop.example', seats: '2' };
const runs = async (id: string) => (await world.ask<RunsPage>('GET', `${path}/${id}/runs`)).items;
const told = async (conversation: string) =>
  (
    await world.ask<AnnouncementsPage>(
      'GET',
      `/v1/desk/announcements?event=action.ran&conversation_id=${publicId('cnv', conversation)}`,
    )
  ).items;
const noPause = async () => undefined;

test('[DSK-5] an action runs: signed, recorded, announced, and quoted', async () => {
  const action = await make();
  const ref = await turnOf();
  expect(await actionsOf(server.pool, world.tenant, world.agent)).toEqual([
    {
      ...{ id: action.uuid, name: action.name, description: action.description, confirm: true },
      ...{ phrases: action.phrases, parameters: action.parameters },
    },
  ]);
  expect(await runAction(server.ctx, ref, 'c1', action.uuid, given)).toEqual({
    state: 'done',
    say: 'Booked as R-7.',
    result: { number: 'R-7' },
  });
  const [sent] = receiver.received;
  expect([sent?.method, sent?.path]).toEqual(['POST', '/book/vera%40shop.example']);
  expect(JSON.parse(sent?.body ?? '')).toEqual({ email: 'vera@shop.example', seats: 2 });
  expect(sent?.headers).toMatchObject({ 'x-api-key': 'hush-hush-key' });
  expect(sent && isSignedBy(action.secret, sent)).toBe(true);
  const [run] = await runs(action.id);
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
  const [announced] = await told(ref.conversation);
  expect(announced?.data).toEqual({
    run_id: run?.id,
    action: { id: action.id, name: 'Book a demo' },
    ...{ state: 'done', status: 200, outcome: 'It answered 200.' },
  });
});

test('[DSK-5] a call runs once, however often and at once it is asked for', async () => {
  const action = await make();
  const ref = await turnOf();
  const outcomes: ActionOutcome[] = await Promise.all(
    Array.from({ length: 20 }, () => runAction(server.ctx, ref, 'c1', action.uuid, given)),
  );
  expect(receiver.received).toHaveLength(1);
  expect(outcomes.filter(({ state }) => state === 'done').length).toBeGreaterThan(0);
  // later it is told what came of it
  expect(await runAction(server.ctx, ref, 'c1', action.uuid, given)).toEqual({
    ...{ state: 'done', say: 'Booked as R-7.' },
  });
  // another call of the turn is another run
  await runAction(server.ctx, ref, 'c2', action.uuid, given);
  expect(receiver.received).toHaveLength(2);
  expect(await told(ref.conversation)).toHaveLength(2);
});

test('[TKO-3] outside of its turn nothing runs', async () => {
  const action = await make();
  const ref = await turnOf();
  const lost = { state: 'lost', say: '' };
  const run = (change = {}, id = action.uuid) =>
    runAction(server.ctx, { ...ref, ...change }, randomUUID(), id, given);
  expect(await run({ turn: 0 })).toEqual(lost);
  expect(await run({ turn: 2 })).toEqual(lost);
  expect(await run({ tenant: randomUUID() })).toEqual(lost);
  expect(await run({}, randomUUID())).toEqual(lost);
  for (const change of [
    `state = 'waiting', escalation = gen_random_uuid()`,
    `state = 'human', escalation = null, claim = gen_random_uuid(), owner = (select id from person limit 1)`,
    `state = 'closed', claim = null, owner = null`,
  ]) {
    await server.pool.query(`update conversation set ${change} where id = $1`, [ref.conversation]);
    expect([change, await run()]).toEqual([change, lost]);
  }
  const other = await turnOf();
  const pause = (paused: boolean) =>
    server.pool.query('update agent set is_paused = $1 where id = $2', [paused, world.agent]);
  await pause(true);
  expect(await runAction(server.ctx, other, 'c', action.uuid, given)).toEqual(lost);
  await pause(false);
  await world.ask('PATCH', `${path}/${action.id}`, { enabled: false });
  expect(await runAction(server.ctx, other, 'c', action.uuid, given)).toEqual(lost);
  expect(receiver.received).toEqual([]);
  expect(await runs(action.id)).toEqual([]);
});

test('[TKO-3] of a takeover and a run, one comes first: never a request without its row', async () => {
  const action = await make();
  for (let round = 0; round < 15; round++) {
    const ref = await turnOf();
    const before = receiver.received.length;
    const [, outcome] = await Promise.all([
      server.pool.query(
        `update conversation set state = 'waiting', escalation = gen_random_uuid(), turn = turn + 1
         where id = $1 and state = 'agent'`,
        [ref.conversation],
      ),
      runAction(server.ctx, ref, 'c', action.uuid, given),
    ]);
    const { rows } = await server.pool.query<{ state: string }>(
      'select state from action_run where conversation = $1',
      [ref.conversation],
    );
    const ran = outcome.state === 'done';
    expect(rows).toEqual(ran ? [{ state: 'done' }] : []);
    expect(receiver.received.length - before).toBe(ran ? 1 : 0);
    expect(await told(ref.conversation)).toHaveLength(ran ? 1 : 0);
  }
});

test('[DSK-5] taken over during the request: it ends, is recorded, and a fixed line says so', async () => {
  const action = await make();
  const ref = await turnOf();
  receiver.answer = async () => {
    await server.pool.query(
      `update conversation set state = 'waiting', escalation = gen_random_uuid(), turn = 2
       where id = $1`,
      [ref.conversation],
    );
    return { status: 200, body: '{}' };
  };
  await runAction(server.ctx, ref, 'c', action.uuid, given);
  expect((await runs(action.id))[0]).toMatchObject({ state: 'done', status: 200 });
  expect(await told(ref.conversation)).toHaveLength(1);
  const { rows } = await server.pool.query(
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
  const action = await make({ notify: false });
  const ref = await turnOf();
  receiver.answer = () => ({ status: 422, body: 'no' });
  expect(await runAction(server.ctx, ref, 'a', action.uuid, given)).toEqual({
    ...{ state: 'failed', say: 'That did not work.' },
  });
  receiver.answer = () => ({ status: 302, headers: { location: 'http://169.254.169.254/latest' } });
  await runAction(server.ctx, ref, 'b', action.uuid, given);
  expect((await runs(action.id)).map(({ state, status }) => [state, status])).toEqual([
    // the first request was read: it may have done something
    ['unknown', null],
    ['failed', 422],
  ]);
  // its own switch
  expect(await told(ref.conversation)).toEqual([]);
});

test('[DSK-5] no answer: nobody knows, nothing is sent again, and the visitor is told so', async () => {
  const action = await make({}, { timeout_s: 1 });
  const ref = await turnOf({ language: 'de-AT' });
  receiver.answer = () => new Promise(() => undefined);
  const outcome = await runAction(server.ctx, ref, 'c', action.uuid, given);
  expect(outcome).toMatchObject({
    state: 'unknown',
    say: expect.stringContaining('weiß aber nicht'),
  });
  expect(receiver.received).toHaveLength(1);
  const [run] = await runs(action.id);
  expect(run).toMatchObject({
    state: 'unknown',
    outcome: expect.stringContaining('may have acted'),
  });
  expect((await told(ref.conversation))[0]?.data).toMatchObject({ state: 'unknown' });
});

test('[DSK-5] what is marked idempotent is tried again, under the same key', async () => {
  const action = await make({ idempotent: true });
  const ref = await turnOf();
  const statuses = [503, 500, 200];
  receiver.answer = () => ({ status: statuses.shift() ?? 200, body: '{"number":1}' });
  const waited: number[] = [];
  const outcome = await runAction(server.ctx, ref, 'c', action.uuid, given, async (ms) => {
    waited.push(ms);
  });
  expect(outcome).toMatchObject({ state: 'done', say: 'Booked as 1.' });
  expect(waited).toEqual([500, 2_000]);
  const keys = receiver.received.map(({ headers }) => headers['idempotency-key']);
  expect([keys.length, new Set(keys).size]).toEqual([3, 1]);
  // a refusal stays one
  receiver.answer = () => ({ status: 400 });
  expect(await runAction(server.ctx, ref, 'd', action.uuid, given, noPause)).toMatchObject({
    state: 'failed',
  });
  expect(receiver.received).toHaveLength(4);
});

test('[DSK-5] killed in between: the rerun sends nothing twice, and a sweep settles it as unknown', async () => {
  const action = await make();
  const ref = await turnOf();
  const run = randomUUID();
  const begun = async (call: string, id = run) =>
    server.pool.query(
      `insert into action_run (tenant, id, action, conversation, turn, call, parameters, due_at)
       values ($1, $2, $3, $4, 1, $5, $6, now() + interval '40 s')`,
      [ref.tenant, id, action.uuid, ref.conversation, call, JSON.stringify(given)],
    );
  await begun('c');
  expect(await runAction(server.ctx, ref, 'c', action.uuid, given)).toMatchObject({
    state: 'unknown',
    say: expect.stringContaining('don’t know'),
  });
  expect(receiver.received).toEqual([]);
  await settleLostRuns(server.ctx);
  expect((await runs(action.id))[0]).toMatchObject({ state: 'running' });
  const later = { ...server.ctx, now: () => Date.now() + 60_000 };
  await settleLostRuns(later);
  await settleLostRuns(later);
  expect((await runs(action.id))[0]).toMatchObject({
    state: 'unknown',
    outcome: expect.stringContaining('stopped'),
  });
  expect(await told(ref.conversation)).toHaveLength(1);

  // idempotent: the rerun finishes it, under its key
  await world.ask('PATCH', `${path}/${action.id}`, { idempotent: true });
  const second = randomUUID();
  await begun('d', second);
  expect(await runAction(server.ctx, ref, 'd', action.uuid, given, noPause)).toMatchObject({
    state: 'done',
  });
  expect(receiver.received[0]?.headers['idempotency-key']).toBe(publicId('run', second));
});

test('[DSK-5] parameters that don’t fit send nothing', async () => {
  const action = await make({
    parameters: [{ key: 'email', description: 'your e-mail', kind: 'text' }],
  });
  const ref = await turnOf();
  for (const [email, problems] of [
    ['', [{ key: 'email', reason: 'missing' }]],
    ['..', [{ key: 'email', reason: 'text' }]],
  ] as const)
    expect(await runAction(server.ctx, ref, 'c', action.uuid, { email })).toEqual({
      ...{ state: 'invalid', say: 'your e-mail', problems },
    });
  expect(receiver.received).toEqual([]);
  expect(await runs(action.id)).toEqual([]);
});

test('[DSK-5] an answer without end is cut, and a strange one is no result', async () => {
  const action = await make();
  const ref = await turnOf();
  receiver.answer = () => ({ status: 200, body: JSON.stringify({ number: 'x'.repeat(100_000) }) });
  expect(await runAction(server.ctx, ref, 'a', action.uuid, given)).toEqual({
    ...{ state: 'done', say: 'Booked as –.' },
  });
  receiver.answer = () => ({ status: 200, body: '<html>' });
  expect(await runAction(server.ctx, ref, 'b', action.uuid, given)).toEqual({
    ...{ state: 'done', say: 'Booked as –.' },
  });
});

test('[SEC-1] values of headers are sealed, never shown again, and don’t follow to another server', async () => {
  const action = await make();
  const { rows } = await server.pool.query<{ row: string }>('select a::text as row from action a');
  expect(rows[0]?.row).not.toContain('hush-hush');
  const view = await world.ask<ActionView>('GET', `${path}/${action.id}`);
  expect(view.request.headers).toEqual([{ name: 'X-Api-Key' }]);
  expect(JSON.stringify(await world.ask('GET', path))).not.toMatch(/hush-hush|actsec_/);

  const patch = (request: object) => world.owner.call('PATCH', `${path}/${action.id}`, { request });
  const kept = { headers: [{ name: 'x-api-key' }, { name: 'X-More', value: 'm' }] };
  expect((await patch(kept)).status).toBe(200);
  expect((await patch({ headers: [{ name: 'X-New', value: null }] })).status).toBe(422);
  for (const request of [
    { url: 'https://elsewhere.example/{email}' },
    { url: 'https://elsewhere.example/{email}', headers: [{ name: 'X-Api-Key', value: null }] },
  ]) {
    const answer = await patch(request);
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { details: { field: 'request.headers' } },
    ]);
  }
  // the same server, another path: they stay
  expect((await patch({ url: `${receiver.url}/other/{email}` })).status).toBe(200);
  await runAction(server.ctx, await turnOf(), 'c', action.uuid, given);
  expect(receiver.received[0]).toMatchObject({
    path: '/other/vera%40shop.example',
    headers: { 'x-api-key': 'hush-hush-key', 'x-more': 'm' },
  });
});

test('[DSK-5] a name alone is changed, nothing falls back to its default', async () => {
  const action = await make({ confirm: false, notify: false, idempotent: true, enabled: false });
  const changed = await world.ask<ActionView>('PATCH', `${path}/${action.id}`, { name: 'Demo' });
  const { secret: _, uuid: __, ...before } = action;
  expect(changed).toEqual({ ...before, name: 'Demo', updated_at: changed.updated_at });
});

test('[DSK-5] a test runs once, shows request and answer, records and tells nothing', async () => {
  const action = await make({ enabled: false });
  receiver.answer = ({ headers }) => ({
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number: 'T-1', echo: headers['x-api-key'] }),
  });
  const shown = await world.ask<ActionTest>('POST', `${path}/${action.id}/test`, {
    parameters: given,
  });
  expect(shown).toMatchObject({
    ...{ state: 'done', outcome: 'It answered 201.', say: 'Booked as T-1.' },
    request: {
      method: 'POST',
      url: `${receiver.url}/book/vera%40shop.example`,
      body: '{"email":"vera@shop.example","seats":2}',
    },
    answer: { status: 201, content_type: 'application/json', is_cut: false },
  });
  expect(shown.request.headers).toContainEqual({ name: 'X-Api-Key', value: null });
  expect(JSON.stringify(shown)).not.toContain('hush-hush');
  expect(receiver.received).toHaveLength(1);
  expect(await runs(action.id)).toEqual([]);
  const refused = await world.owner.call('POST', `${path}/${action.id}/test`, {});
  expect([refused.status, await refused.json()]).toMatchObject([
    422,
    { details: { field: 'parameters.email', reason: 'is needed' } },
  ]);
});

test.each<[string, object, object, string]>([
  ['a private address', {}, { url: 'http://169.254.169.254/{email}' }, 'request.url'],
  ['a templated host', {}, { url: 'https://{email}/' }, 'request.url'],
  ['a parameter that is never sent', {}, { method: 'GET' }, 'request.url'],
  ['a header that is ours', {}, { headers: [{ name: 'Host', value: 'x' }] }, 'request.headers'],
  [
    'a header twice',
    {},
    {
      headers: [
        { name: 'X-A', value: 'x' },
        { name: 'x-a', value: 'y' },
      ],
    },
    'request.headers',
  ],
  [
    'a header with a line break',
    {},
    { headers: [{ name: 'X-A', value: 'a\r\nb: c' }] },
    'request.headers',
  ],
  [
    'a choice without choices',
    { parameters: [{ key: 'email', description: 'x', kind: 'choice' }] },
    {},
    'parameters',
  ],
])('[DSK-5] %s is refused when it is entered', async (_, change, request, field) => {
  const answer = await world.owner.call('POST', path, booking(change, request));
  expect([answer.status, await answer.json()]).toMatchObject([422, { details: { field } }]);
});
