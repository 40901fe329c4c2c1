import type { AgentScope, AgentView } from '@belay/contract/desk/agent';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { recall } from '../../memory/recall/recall.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson, setUpOwner, type TestPerson } from '../../testing/test-person.ts';
import { agentCaller } from './agent-caller.ts';
import { forgetAgent } from './forget-agent.ts';

let server: TestServer;
let owner: TestPerson;
const support = 'org:acme/source:slack/channel:support';
const secret = 'org:acme/source:slack/channel:board';
const mixed = 'org:acme/source:slack/channel:mixed';

beforeAll(async () => {
  server = await startTestServer();
  owner = await setUpOwner(server);
  await say(support, 'the otter swims on mondays', ['channel:support']);
  await say(secret, 'the otter is for sale', ['channel:board']);
  await say(mixed, 'the otter has two keepers', ['channel:mixed']);
  await say('org:acme/team:zoo', 'the otter eats fish');
  await mark(secret, 'C0BOARD');
  await mark(mixed, null);
});
afterAll(() => server.close());

async function say(scope: string, text: string, labels: string[] = []) {
  const answer = await owner.call('POST', '/v1/experience?wait=indexed', {
    scope,
    modality: 'conversation',
    content: { kind: 'text', text },
    context: { labels },
  });
  if (answer.status !== 200) throw new Error(await answer.text());
}
const mark = (scope: string, channel: string | null) =>
  server.pool.query('insert into private_scope (tenant, scope, channel_id) values ($1, $2, $3)', [
    owner.tenant,
    scope,
    channel,
  ]);

async function make(): Promise<{ id: string; place: { tenant: string; agent: string } }> {
  const answer = await owner.call('POST', '/v1/agents', { name: 'Otto' });
  const { id } = (await answer.json()) as AgentView;
  return { id, place: { tenant: owner.tenant, agent: uuidOf('agt', id) ?? '' } };
}
async function choose(id: string, scopes: object[], who = owner) {
  const answer = await who.call('PUT', `/v1/agents/${id}/scopes`, { scopes });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
async function scopesOf(id: string, who = owner): Promise<AgentScope[]> {
  const answer = await who.call('GET', `/v1/agents/${id}/scopes`);
  return ((await answer.json()) as { items: AgentScope[] }).items;
}

/** What the agent finds of the otter, by its own caller. */
async function found(place: { tenant: string; agent: string }): Promise<string[]> {
  const caller = await agentCaller(server.ctx, place);
  const { events } = await recall(server.ctx, caller, {
    scopes: caller.scopes,
    view: 'descend',
    query: 'otter',
    citation_mode: 'none',
    diagnostics: 'none',
  });
  return events.map(({ item }) => (item.content as { text: string }).text).sort();
}

test('[DSK-1] scopes of the memory with their channels; nothing is read until it is chosen', async () => {
  const { id, place } = await make();
  expect(await scopesOf(id)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ scope: support, label: '#support', is_private: false }),
      expect.objectContaining({ scope: secret, label: '#board', is_private: true, chosen: false }),
      expect.objectContaining({ scope: 'org:acme/team:zoo', label: 'team:zoo', experiences: 1 }),
    ]),
  );
  expect(await found(place)).toEqual([]);
  const { status, body } = await choose(id, [{ scope: support }]);
  expect(status).toBe(200);
  expect(body.items).toContainEqual(
    expect.objectContaining({ scope: support, chosen: true, confirmed: false }),
  );
  expect(await found(place)).toEqual(['the otter swims on mondays']);
  expect(await (await owner.call('GET', `/v1/agents/${id}`)).json()).toMatchObject({
    trained: true,
  });
});

test('[DSK-1] a private channel needs a second word, and several in one scope are never given', async () => {
  const { id, place } = await make();
  const refused = await choose(id, [{ scope: support }, { scope: secret }]);
  expect(refused).toMatchObject({
    status: 422,
    body: { details: { field: 'scopes.1.confirm_private' } },
  });
  expect(refused.body.message).toContain('#board is private');
  expect(await found(place)).toEqual([]);
  await choose(id, [{ scope: secret, confirm_private: true }]);
  expect(await found(place)).toEqual(['the otter is for sale']);
  // said once, it stands
  expect((await choose(id, [{ scope: support }, { scope: secret }])).status).toBe(200);
  expect(await choose(id, [{ scope: mixed, confirm_private: true }])).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('several private channels') },
  });
});

test('[MGD-6] a channel that becomes private is read no more, from that moment on', async () => {
  const { id, place } = await make();
  const lobby = 'org:acme/source:slack/channel:lobby';
  await say(lobby, 'the otter sits in the lobby', ['channel:lobby']);
  await choose(id, [{ scope: lobby }]);
  const held = await agentCaller(server.ctx, place);
  expect(await found(place)).toEqual(['the otter sits in the lobby']);
  await mark(lobby, 'C0LOBBY');
  expect(await found(place)).toEqual([]);
  const { events } = await recall(server.ctx, held, {
    scopes: held.scopes,
    view: 'descend',
    query: 'otter',
    citation_mode: 'none',
    diagnostics: 'none',
  });
  expect(events).toEqual([]);
  expect((await scopesOf(id)).find(({ scope }) => scope === lobby)).toMatchObject({
    ...{ is_private: true, chosen: true, confirmed: false },
  });
});

test('[DSK-1] a change holds at once; a token of before it falls, as with the agent itself', async () => {
  const { id, place } = await make();
  await choose(id, [{ scope: support }]);
  const before = await agentCaller(server.ctx, place);
  expect(server.ctx.tokens.stands(before)).toBe(true);
  await choose(id, []);
  expect(await found(place)).toEqual([]);
  expect(server.ctx.tokens.stands(before)).toBe(false);
  const now = await agentCaller(server.ctx, place);
  expect((await owner.call('DELETE', `/v1/agents/${id}`)).status).toBe(204);
  expect(server.ctx.tokens.stands(now)).toBe(false);
  await expect(agentCaller(server.ctx, place)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('[DSK-1] nobody gives what they may not read, or takes away what they can’t see', async () => {
  const { id, place } = await make();
  await choose(id, [{ scope: support }, { scope: secret, confirm_private: true }]);
  const partial = await invitePerson(server, owner, {
    email: 'part@example.com',
    role: 'admin',
    scopes: ['org:acme/team:zoo'],
  });
  expect((await scopesOf(id, partial)).map(({ scope }) => scope)).toEqual(['org:acme/team:zoo']);
  for (const scope of [support, 'org:acme/source:slack/channel:nowhere', 'org:rival/x:y'])
    expect(await choose(id, [{ scope }], partial)).toMatchObject({
      status: 422,
      body: { details: { reason: 'there is nothing in it that you may read' } },
    });
  expect((await choose(id, [{ scope: 'org:acme/team:zoo' }], partial)).status).toBe(200);
  expect(await found(place)).toEqual([
    'the otter eats fish',
    'the otter is for sale',
    'the otter swims on mondays',
  ]);
});

test('[DSK-1] the whole organisation is no choice, and neither is a half of a scope', async () => {
  const { id } = await make();
  await say('org:acme/team:zoo/project:pool', 'the otter pool');
  for (const scope of ['org:acme', 'org:acme/source:desk'])
    expect((await choose(id, [{ scope }])).status).toBe(422);
  const half = await choose(id, [{ scope: 'org:acme/team:zoo' }]);
  expect(half).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining('org:acme/team:zoo/project:pool') },
  });
  const both = [{ scope: 'org:acme/team:zoo' }, { scope: 'org:acme/team:zoo/project:pool' }];
  expect((await choose(id, both)).status).toBe(200);
});

test('[DSK-7] an agent reads its own, never another’s; deleted, its job forgets both', async () => {
  const [one, two] = [await make(), await make()];
  const hex = one.id.slice('agt_'.length);
  const own = [`org:acme/agent:${hex}/source:text/item:x`, `org:acme/source:desk/agent:${hex}`];
  for (const [index, scope] of own.entries()) await say(scope, `otter fact ${index}`);
  expect(await found(one.place)).toEqual(['otter fact 0', 'otter fact 1']);
  expect(await found(two.place)).toEqual([]);
  expect((await scopesOf(two.id)).map(({ scope }) => scope)).not.toEqual(
    expect.arrayContaining([expect.stringContaining(hex)]),
  );
  await owner.call('DELETE', `/v1/agents/${one.id}`);
  await forgetAgent(server.ctx, one.place, {
    ...{ signal: new AbortController().signal, attempt: 1, isLast: false },
  });
  const { rows } = await server.pool.query(
    `select from event where scope like '%' || $1 || '%' and forgotten_at is null`,
    [hex],
  );
  expect(rows).toEqual([]);
  const { rows: jobs } = await server.pool.query(
    `select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'forget_agent' and j.payload ->> 'agent' = $1`,
    [one.place.agent],
  );
  expect(jobs).toHaveLength(2);
});

test('[DSK-1] a template of threads is chosen by channel', async () => {
  const { id, place } = await make();
  const { rows } = await server.pool.query<{ id: string }>(
    `with i as (
       insert into slack_installation (tenant, id, team_id, team_name, domain, url, bot_user_id, scopes, token)
       values ($1, gen_random_uuid(), 'T1', 'Acme', 'acme', 'https://acme.example/', 'U1', '{}', '\\x00')
       returning id)
     insert into connector (tenant, id, installation, name, settings, actor, created_by)
     select $1, gen_random_uuid(), i.id, 'Acme', $2, 'service:slack-x', 'user:x' from i returning id`,
    [
      owner.tenant,
      JSON.stringify({ scope_template: 'org:acme/chat:{channel}/thread:{thread_ts}' }),
    ],
  );
  for (const thread of ['1', '2']) {
    const scope = `org:acme/chat:help/thread:${thread}`;
    await say(scope, `otter thread ${thread}`);
    await server.pool.query(
      `insert into connector_scope (tenant, channel_id, scope, connector) values ($1, 'C0HELP', $2, $3)`,
      [owner.tenant, scope, rows[0]?.id],
    );
  }
  await server.pool.query(
    `insert into ledger_channel (tenant, connector, channel_id, record) values ($1, $2, 'C0HELP', $3)`,
    [owner.tenant, rows[0]?.id, JSON.stringify({ name: 'help' })],
  );
  const row = (await scopesOf(id)).find(({ scope }) => scope.startsWith('org:acme/chat:'));
  expect(row).toMatchObject({ scope: 'org:acme/chat:help', label: '#help', experiences: 2 });
  expect((await choose(id, [{ scope: 'org:acme/chat:help' }])).status).toBe(200);
  expect(await found(place)).toEqual(['otter thread 1', 'otter thread 2']);
});
