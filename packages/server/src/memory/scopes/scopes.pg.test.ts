import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

const write = (scope: string) =>
  ann.call('POST', '/v1/experience', {
    scope,
    modality: 'observation',
    content: { kind: 'text', text: 'x' },
  });

test('[MEM-5] a scope is made by its first write, listed by whole segments, compared byte by byte', async () => {
  await write(`${ann.scope}/channel:a`);
  await write(`${ann.scope}/channel:ab`);
  await write(`${ann.scope}/channel:A`);
  const answer = await ann.call('GET', `/v1/scopes/list?prefix=${ann.scope}/channel:a`);
  expect(await answer.json()).toEqual({
    items: [{ path: `${ann.scope}/channel:a`, auto_provisioned: true }],
  });
  const all = (await (await ann.call('GET', '/v1/scopes/list')).json()) as { items: unknown[] };
  expect(all.items).toHaveLength(3);
});

test.each([
  'channel',
  'Channel:x',
  'channel:',
  'channel:a b',
  `channel:${'x'.repeat(129)}`,
  'channel:a/',
  `${'a'.repeat(33)}:x`,
])('[MEM-5] %s is no scope', async (segment) => {
  expect((await write(`${ann.scope}/${segment}`)).status).toBe(422);
});

test('[MEM-5] 32 segments are a scope, 33 are not', async () => {
  const deep = (count: number) =>
    [ann.scope, ...Array.from({ length: count - 1 }, () => 'a:b')].join('/');
  expect((await write(deep(32))).status).toBe(202);
  expect((await write(deep(33))).status).toBe(422);
});

test('[MEM-5] a scope with records is not deleted by accident', async () => {
  const path = `${ann.scope}/channel:full`;
  await write(path);
  const refused = await ann.call('DELETE', `/v1/scopes?path=${path}`);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    error_code: 'SCOPE_HAS_RECORDS',
    details: { records: 1 },
  });
  expect((await ann.call('DELETE', `/v1/scopes?path=${path}&records=forget`)).status).toBe(204);
  expect((await ann.call('GET', `/v1/scopes?path=${path}`)).status).toBe(404);
  const events = await ann.call('GET', `/v1/events?scope=${path}`);
  expect(await events.json()).toMatchObject({ items: [] });
});

test('[MEM-5] made by hand, once', async () => {
  const body = { path: `${ann.scope}/team:hand`, members: [{ actor: 'user:x', role: 'reader' }] };
  expect((await ann.call('POST', '/v1/scopes', body)).status).toBe(201);
  expect((await ann.call('POST', '/v1/scopes', body)).status).toBe(409);
  const shown = await ann.call('GET', `/v1/scopes?path=${body.path}`);
  expect(await shown.json()).toMatchObject({ auto_provisioned: false, members: body.members });
});
