import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../../auth/authorize.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';
import { recall } from './recall.ts';

let server: TestServer;
let ann: TestIdentity;
let caller: Caller;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
  caller = await server.ctx.tokens.verify(ann.token);
  for (const [scope, text] of [
    ['team:a', 'the walrus sleeps'],
    ['team:a/room:one', 'the walrus eats'],
    ['team:ab', 'the walrus swims'],
    ['team:b', 'the walrus sings'],
    ['team:c', 'the walrus hides'],
  ])
    await ann.call('POST', '/v1/experience?wait=indexed', {
      scope: `${ann.scope}/${scope}`,
      modality: 'observation',
      content: { kind: 'text', text },
    });
});
afterAll(() => server.close());

const ask = async (scopes: string[], view: 'descend' | 'local' = 'descend', who = caller) => {
  const { events } = await recall(server.ctx, who, {
    ...{ scopes: scopes.map((scope) => `${ann.scope}/${scope}`), view, query: 'walrus' },
    ...{ citation_mode: 'none', diagnostics: 'none' },
  });
  return events.map(({ item }) => (item.content as { text: string }).text.slice(11)).sort();
};

test('[MEM-7] one recall over several scopes finds what lies in or below them, and no more', async () => {
  expect(await ask(['team:a', 'team:b'])).toEqual(['eats', 'sings', 'sleeps']);
  expect(await ask(['team:a', 'team:b'], 'local')).toEqual(['sings', 'sleeps']);
  expect(await ask(['team:a', 'team:a/room:one'])).toEqual(['eats', 'sleeps']);
  expect(await ask([])).toEqual([]);
});

test('[MEM-7] each of the scopes is authorised: one that the caller may not read refuses all', async () => {
  const narrow = { ...caller, scopes: [`${ann.scope}/team:a`] };
  expect(await ask(['team:a', 'team:a/room:one'], 'descend', narrow)).toEqual(['eats', 'sleeps']);
  await expect(ask(['team:a', 'team:b'], 'descend', narrow)).rejects.toMatchObject({
    code: 'POLICY_DENIED',
  });
});

test('[MGD-6] private channels stay hidden in a recall over several scopes', async () => {
  await server.pool.query(
    `insert into private_scope (tenant, scope, channel_id) values ($1, $2, 'C01')`,
    [caller.tenant, `${ann.scope}/team:b`],
  );
  expect(await ask(['team:a', 'team:b'], 'descend', { ...caller, privateChannels: [] })).toEqual([
    'eats',
    'sleeps',
  ]);
  expect(
    await ask(['team:b', 'team:c'], 'descend', { ...caller, privateChannels: ['C01'] }),
  ).toEqual(['hides', 'sings']);
});
