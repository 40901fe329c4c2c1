import type { AgentEmbed, AgentView } from '@belay/contract/desk/agent';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { eventually } from '../../testing/eventually.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson, setUpOwner, type TestPerson } from '../../testing/test-person.ts';
import { visitorMessage } from '../conversation/verbs/visitor-message.ts';
import { findAgent } from './find-agent.ts';
import { identitySecret } from './identity-secret.ts';
import { servingAgent } from './serving-agent.ts';

let server: TestServer;
let owner: TestPerson;
beforeAll(async () => {
  server = await startTestServer();
  owner = await setUpOwner(server);
});
afterAll(() => server.close());

async function ask<T>(method: string, path: string, body?: unknown, who = owner): Promise<T> {
  const answer = await who.call(method, path, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}
const make = (name = 'Ada') => ask<AgentView>('POST', '/v1/agents', { name });
const uuid = (id: string) => uuidOf('agt', id) ?? '';

async function refusal(method: string, path: string, body?: unknown) {
  const answer = await owner.call(method, path, body);
  const { error_code, message, details } = (await answer.json()) as {
    error_code: string;
    message: string;
    details: { field?: string };
  };
  return { status: answer.status, code: error_code, message, field: details.field };
}

/** A conversation as CORE's verbs would leave it. */
async function converse(
  agent: string,
  state: 'agent' | 'waiting' | 'human' | 'closed',
  db: Pick<TestServer['pool'], 'query'> = server.pool,
) {
  const { rows } = await db.query<{ id: string }>(
    `with v as (insert into visitor (tenant, id) values ($1, gen_random_uuid()) returning id),
          p as (select id from person limit 1)
     insert into conversation (tenant, id, number, agent, visitor, state, owner, claim, escalation)
     select $1, gen_random_uuid(), (random() * 1e9)::int, $2, v.id, $3,
            case when $3 = 'human' then p.id end,
            case when $3 = 'human' then gen_random_uuid() end,
            case when $3 = 'waiting' then gen_random_uuid() end
     from v, p returning id`,
    [owner.tenant, uuid(agent), state],
  );
  return rows[0]?.id ?? '';
}

test('[DSK-1] an agent begins as a draft that says so', async () => {
  const made = await make();
  expect(made).toMatchObject({
    name: 'Ada',
    public: false,
    paused: false,
    serves: false,
    trained: false,
    hours: { open: true, until: null },
    conversations: { agent: 0, waiting: 0, human: 0 },
  });
  expect(made.sentence).toBe(
    'It is private: nobody can begin a conversation and no events are sent until it is made public.',
  );
  expect(await ask('GET', '/v1/agents')).toEqual({ items: [made] });
  expect(await ask('GET', `/v1/agents/${made.id}`)).toEqual(made);
});

test('[DSK-1] a change touches the fields that it names, and no others', async () => {
  const made = await make('Bo');
  const path = `/v1/agents/${made.id}`;
  await ask('PATCH', path, { public: true });
  const changed = await ask<AgentView>('PATCH', path, {
    settings: { greeting: 'Ahoy.', allowed_origins: ['https://shop.example'] },
  });
  expect(changed).toMatchObject({ name: 'Bo', public: true, paused: false, serves: true });
  expect(changed.settings).toEqual({
    ...made.settings,
    greeting: 'Ahoy.',
    allowed_origins: ['https://shop.example'],
  });
  expect(changed.sentence).toBe(
    'Visitors of shop.example can talk to it, but it has nothing to answer from: add knowledge or choose channels.',
  );
  const renamed = await ask<AgentView>('PATCH', path, { name: 'Boa' });
  expect(renamed).toEqual({ ...changed, name: 'Boa', updated_at: renamed.updated_at });
});

test.each([
  [{ name: '' }, 'name'],
  [{ settings: { look: { accent: 'red', side: 'left', theme: 'auto' } } }, 'settings.look.accent'],
  [{ settings: { allowed_origins: ['shop.example'] } }, 'settings.allowed_origins.0'],
  [{ settings: { hours: { zone: 'Mars/Olympus', week: {} } } }, 'settings.hours.zone'],
  [{ settings: { greeting: 'a\0b' } }, 'settings.greeting'],
  [{ settings: { colour: 'red' } }, 'settings.colour'],
  [
    {
      settings: {
        lead_form: {
          when: 'before_chat',
          fields: [
            { key: 'a', label: 'A', kind: 'email', required: true },
            { key: 'a', label: 'B', kind: 'text', required: true },
          ],
        },
      },
    },
    'settings.lead_form.fields.1.key',
  ],
  [
    {
      settings: {
        hours: {
          zone: 'UTC',
          week: {},
          holidays: [
            { date: '2026-12-24', spans: [] },
            { date: '2026-12-24', spans: [] },
          ],
        },
      },
    },
    'settings.hours.holidays.1.date',
  ],
])('[DSK-1] %j is refused, and the answer names %s', async (patch, field) => {
  const { id } = await make();
  expect(await refusal('PATCH', `/v1/agents/${id}`, patch)).toMatchObject({
    status: 422,
    code: 'INVALID_BODY',
    field,
  });
});

test('[DSK-1] pausing or hiding cancels running turns, and says what goes on', async () => {
  const { id } = await make('Cy');
  const path = `/v1/agents/${id}`;
  await ask('PATCH', path, { public: true });
  const place = { tenant: owner.tenant, agent: uuid(id) };
  const before = await findAgent(server.pool, place);
  await converse(id, 'human');
  const paused = await ask<AgentView>('PATCH', path, { paused: true });
  expect(paused).toMatchObject({ serves: false, conversations: { human: 1 } });
  expect(paused.sentence).toBe(
    'It is paused: nobody can begin a conversation and no events are sent until it is resumed; one conversation with a person goes on to its end.',
  );
  expect((await findAgent(server.pool, place)).epoch).toBe(before.epoch + 1);
  // hidden on top of that: nothing was running any more
  await ask('PATCH', path, { public: false });
  expect((await findAgent(server.pool, place)).epoch).toBe(before.epoch + 1);
  expect((await servingAgent(server.pool, place.agent)).serves).toBe(false);
  const { rows } = await server.pool.query<{ details: unknown }>(
    `select details from audit where tenant = $1 and endpoint = 'agents.change' order by id desc limit 2`,
    [owner.tenant],
  );
  expect(rows.map(({ details }) => details)).toEqual([
    { agent_id: id, public: false },
    { agent_id: id, paused: true, turns_cancelled: 0 },
  ]);
});

test('[DSK-1] a pause and a conversation that is written down don’t wait for each other', async () => {
  const { id } = await make();
  await ask('PATCH', `/v1/agents/${id}`, { public: true });
  const asked = await converse(id, 'agent');
  await server.pool.query('update conversation set visitor_seq = 1, turn = 1 where id = $1', [
    asked,
  ]);
  const other = await server.pool.connect();
  try {
    await other.query('begin');
    await other.query('select from conversation where id = $1 for update', [asked]);
    const paused = ask('PATCH', `/v1/agents/${id}`, { paused: true });
    const waits = async () => {
      const { rowCount } = await server.pool.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      return rowCount;
    };
    await eventually(waits).toBe(1);
    // it names the agent
    await converse(id, 'closed', other);
    await other.query('commit');
    await paused;
  } finally {
    other.release();
  }
  expect(await ask('GET', `/v1/agents/${id}`)).toMatchObject({ paused: true });
});

test('[DSK-1] a turn that is being answered ends with the pause', async () => {
  const { id } = await make('Gil');
  const path = `/v1/agents/${id}`;
  await ask('PATCH', path, { public: true });
  const { rows } = await server.pool.query<{ id: string }>(
    'insert into visitor (tenant, id) values ($1, gen_random_uuid()) returning id',
    [owner.tenant],
  );
  const sender = { tenant: owner.tenant, visitor: rows[0]?.id ?? '', agent: uuid(id) };
  const said = await visitorMessage(server.ctx, sender, {
    ...{ conversation: null, resume: true, files: [], clientId: 'first' },
    text: 'Do you ship to Norway?',
  });
  const asked = async () =>
    (
      await server.pool.query<{ turn: number; answered_turn: number }>(
        'select turn, answered_turn from conversation where tenant = $1 and id = $2',
        [owner.tenant, said.conversation],
      )
    ).rows[0];
  expect(await asked()).toEqual({ turn: 1, answered_turn: 0 });
  await ask('PATCH', path, { paused: true });
  const { turn, answered_turn } = (await asked()) ?? {};
  expect(answered_turn).toBe(turn);
  const again = visitorMessage(
    server.ctx,
    { ...sender, visitor: sender.visitor },
    {
      ...{ conversation: null, resume: false, files: [], clientId: 'second' },
      text: 'Hello?',
    },
  );
  await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('[DSK-1] it is not deleted while people talk; then nothing of it is left', async () => {
  const { id } = await make('Di');
  const talking = await converse(id, 'human');
  await converse(id, 'waiting');
  const refused = await refusal('DELETE', `/v1/agents/${id}`);
  expect(refused).toMatchObject({ status: 409, code: 'CONFLICT' });
  expect(refused.message).toContain('1 talks to a person and 1 waits for one');
  await server.pool.query(
    `update conversation set state = 'closed', owner = null, claim = null, escalation = null
     where tenant = $1 and agent = $2`,
    [owner.tenant, uuid(id)],
  );
  expect((await owner.call('DELETE', `/v1/agents/${id}`)).status).toBe(204);
  expect((await owner.call('GET', `/v1/agents/${id}`)).status).toBe(404);
  expect((await owner.call('DELETE', `/v1/agents/${id}`)).status).toBe(404);
  const { rows } = await server.pool.query(
    `select for_visitor ->> 'kind' as kind from desk_event where conversation = $1`,
    [talking],
  );
  expect(rows).toEqual([{ kind: 'erased' }]);
});

test('[DSK-9] the identity secret is shown once, kept sealed, and replaced', async () => {
  const { id } = await make('Ed');
  const embed = () => ask<AgentEmbed>('GET', `/v1/agents/${id}/embed`);
  expect(await embed()).toEqual({
    snippet: `<script src="${server.ctx.config.publicUrl}/widget/belay.js" data-agent="${id}" async></script>`,
    page_url: `${server.ctx.config.publicUrl}/chat/${id}`,
    identity: { has_secret: false, created_at: null },
  });
  const place = { tenant: owner.tenant, agent: uuid(id) };
  const first = await ask<{ secret: string }>('POST', `/v1/agents/${id}/identity-secret`, {});
  expect(await identitySecret(server.ctx, place)).toBe(first.secret);
  const second = await ask<{ secret: string }>('POST', `/v1/agents/${id}/identity-secret`, {});
  expect(second.secret).not.toBe(first.secret);
  expect(await identitySecret(server.ctx, place)).toBe(second.secret);
  expect(JSON.stringify(await embed())).not.toContain(second.secret);
  const { identitySecret: stored } = await findAgent(server.pool, place);
  expect(stored?.includes(Buffer.from(second.secret))).toBe(false);
  await ask('DELETE', `/v1/agents/${id}/identity-secret`);
  expect(await identitySecret(server.ctx, place)).toBeUndefined();
});

test('[SEC-2] operators look, and change nothing', async () => {
  const { id } = await make('Flo');
  const operator = await invitePerson(server, owner, { email: 'op@example.com', role: 'operator' });
  expect((await operator.call('GET', `/v1/agents/${id}`)).status).toBe(200);
  for (const [method, path, body] of [
    ['POST', '/v1/agents', { name: 'X' }],
    ['PATCH', `/v1/agents/${id}`, { name: 'X' }],
    ['DELETE', `/v1/agents/${id}`, undefined],
    ['POST', `/v1/agents/${id}/identity-secret`, {}],
    ['PUT', `/v1/agents/${id}/scopes`, { scopes: [] }],
  ] as const)
    expect((await operator.call(method, path, body)).status).toBe(403);
});
