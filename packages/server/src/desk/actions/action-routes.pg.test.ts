import type { ActionTest, ActionView } from '@belay/contract/desk/action';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runAction } from './run-action.ts';
import { type ActionDesk, startActionDesk } from './testing/action-desk.ts';

let desk: ActionDesk;
beforeAll(async () => {
  desk = await startActionDesk();
});
afterEach(() => desk.reset());
afterAll(() => desk.close());

const given = { email: 'vera@shop.example', seats: '2' };

test('[SEC-1] values of headers are sealed, never shown again, and don’t follow to another server', async () => {
  const action = await desk.make();
  const { rows } = await desk.server.pool.query<{ row: string }>(
    'select a::text as row from action a',
  );
  expect(rows[0]?.row).not.toContain('hush-hush');
  const view = await desk.world.ask<ActionView>('GET', `${desk.path}/${action.id}`);
  expect(view.request.headers).toEqual([{ name: 'X-Api-Key' }]);
  expect(JSON.stringify(await desk.world.ask('GET', desk.path))).not.toMatch(/hush-hush|actsec_/);

  const patch = (request: object) =>
    desk.world.owner.call('PATCH', `${desk.path}/${action.id}`, { request });
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
  expect((await patch({ url: `${desk.receiver.url}/other/{email}` })).status).toBe(200);
  await runAction(desk.server.ctx, await desk.turnOf(), 'c', action.uuid, given);
  expect(desk.receiver.received[0]).toMatchObject({
    path: '/other/vera%40shop.example',
    headers: { 'x-api-key': 'hush-hush-key', 'x-more': 'm' },
  });
});

test('[DSK-5] a name alone is changed, nothing falls back to its default', async () => {
  const action = await desk.make({
    confirm: false,
    notify: false,
    idempotent: true,
    enabled: false,
  });
  const changed = await desk.world.ask<ActionView>('PATCH', `${desk.path}/${action.id}`, {
    name: 'Demo',
  });
  const { secret: _, uuid: __, ...before } = action;
  expect(changed).toEqual({ ...before, name: 'Demo', updated_at: changed.updated_at });
});

test('[DSK-5] a test runs once, shows request and answer, records and tells nothing', async () => {
  const action = await desk.make({ enabled: false });
  desk.receiver.answer = ({ headers }) => ({
    status: 201,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ number: 'T-1', echo: headers['x-api-key'] }),
  });
  const shown = await desk.world.ask<ActionTest>('POST', `${desk.path}/${action.id}/test`, {
    parameters: given,
  });
  expect(shown).toMatchObject({
    ...{ state: 'done', outcome: 'It answered 201.', say: 'Booked as T-1.' },
    request: {
      method: 'POST',
      url: `${desk.receiver.url}/book/vera%40shop.example`,
      body: '{"email":"vera@shop.example","seats":2}',
    },
    answer: { status: 201, content_type: 'application/json', is_cut: false },
  });
  expect(shown.request.headers).toContainEqual({ name: 'X-Api-Key', value: null });
  expect(JSON.stringify(shown)).not.toContain('hush-hush');
  expect(desk.receiver.received).toHaveLength(1);
  expect(await desk.runs(action.id)).toEqual([]);
  const refused = await desk.world.owner.call('POST', `${desk.path}/${action.id}/test`, {});
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
  const answer = await desk.world.owner.call('POST', desk.path, desk.booking(change, request));
  expect([answer.status, await answer.json()]).toMatchObject([422, { details: { field } }]);
});
