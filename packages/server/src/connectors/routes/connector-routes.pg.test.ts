import { expect, test } from 'vitest';
import { uuidOf } from '../../memory/ids.ts';
import { ledgerRows } from '../testing/ledger-rows.ts';
import { threeChannels } from '../testing/three-channels.ts';

const here = threeChannels();
const { call, create, idOf } = here;

test('[MGD-3] a connector is made, listed, shown, paused and resumed', async () => {
  const made = await here.fixture.connect(here.ann);
  expect(made).toMatchObject({
    state: 'waiting',
    name: made.workspace.name,
    actor: expect.stringMatching(/^service:slack-[0-9a-f]{12}$/),
    workspace: { team_id: 'T09SANDBOX1' },
    settings: { channels: 'all_public', poll_seconds: 10, backfill_days: 30 },
    realtime: { source: null, request_url: expect.stringMatching(/\/slack\/events$/) },
  });
  const { body: list } = await call('GET', '');
  expect(list.items.map(({ id }) => id)).toEqual([made.id]);
  expect(await call('POST', `/${made.id}/pause`)).toMatchObject({
    status: 200,
    body: { state: 'paused' },
  });
  expect(await call('POST', `/${made.id}/pause`)).toMatchObject({ status: 200 });
  expect(await call('POST', `/${made.id}/resume`)).toMatchObject({ body: { state: 'waiting' } });
  const { rows } = await here.fixture.server.pool.query(
    'select endpoint from audit where tenant = $1 order by id',
    [here.ann.tenant],
  );
  expect(rows.map(({ endpoint }) => endpoint)).toEqual([
    'connectors.create',
    'connectors.pause',
    'connectors.resume',
  ]);
});

test('[MGD-1] #names are kept as ids; unknown ones are refused, all of them listed', async () => {
  const { body } = await create({ channels: ['#ropes', '#LEGAL', 'general', 'ropes'] });
  expect(body.settings.channels).toEqual([idOf('ropes'), idOf('legal'), idOf('general')]);
  const refused = await create({ channels: ['#nowhere', '#general', 'C0UNKNOWN', '#rope'] });
  expect(refused).toMatchObject({
    status: 422,
    body: {
      details: { field: 'settings.channels', unknown: ['#nowhere', 'C0UNKNOWN', '#rope'] },
    },
  });
  expect(refused.body.message).toMatch(/"#nowhere".*"C0UNKNOWN".*"#rope".*Did you mean #ropes/);
});

test('[MGD-1] what can’t work is refused with its field, and nothing is written', async () => {
  const flat = `${here.ann.scope}/source:slack`;
  for (const [change, field, sentence] of [
    [{ mode: 'realtime' }, 'settings.mode', /signing secret.*Socket Mode.*polling/],
    [
      { channels: ['#legal'], scope_template: flat },
      'settings.scope_template',
      /#legal is private/,
    ],
    [{ scope_template: 'org:x/channel:{channel}' }, 'settings.scope_template', /begin with org:u_/],
    [{ scope_template: `${flat}/{nope}` }, 'settings.scope_template', /scope/],
    [{ poll_seconds: 1 }, 'settings.poll_seconds', /./],
  ] as const) {
    const { status, body } = await create(change);
    expect([status, body.details?.field]).toEqual([422, field]);
    expect(body.message).toMatch(sentence);
  }
  expect((await create({}, { signing_secret: 'xoxb-not-a-secret' })).body.details?.field).toBe(
    'signing_secret',
  );
  const { rows } = await here.fixture.server.pool.query(
    `select (select count(*) from slack_installation where tenant = $1) as installations,
       (select count(*) from connector where tenant = $1) as connectors`,
    [here.ann.tenant],
  );
  expect(rows).toEqual([{ installations: 0, connectors: 0 }]);
});

test('[MGD-1] real time is offered with a signing secret, or an app token that Slack takes', async () => {
  const secret = await create({ mode: 'realtime' }, { signing_secret: 'a'.repeat(32) });
  expect(secret).toMatchObject({
    status: 201,
    body: { realtime: { source: 'http', has_signing_secret: true, connected_at: null } },
  });
  const bob = await here.fixture.team();
  const wrong = { ...here.fixture.body(bob), app_token: 'xapp-1-A0-wrong' };
  expect(await call('POST', '', wrong, bob)).toMatchObject({
    status: 422,
    body: { error_code: 'SLACK_REFUSED' },
  });
  const right = {
    ...here.fixture.body(bob, { mode: 'realtime' }),
    app_token: here.fixture.sandbox.appToken,
  };
  expect(await call('POST', '', right, bob)).toMatchObject({
    status: 201,
    body: { realtime: { source: 'socket', has_app_token: true } },
  });
});

test('[SEC-1] secrets are sealed in their row and stand in no answer, audit or lifecycle row', async () => {
  const signing_secret = 'signing0secret0of0a0test00000000';
  const made = await create({}, { signing_secret, app_token: here.fixture.sandbox.appToken });
  const next = here.fixture.sandbox.token();
  await call('PUT', `/${made.body.id}/credentials`, { token: next });
  const answers = [made.body, (await call('GET', '')).body, await call('GET', `/${made.body.id}`)];
  const { rows } = await here.fixture.server.pool.query<Record<string, string>>(
    `select (select jsonb_agg(to_jsonb(i)) from slack_installation i where tenant = $1)::text as rows,
       (select jsonb_agg(to_jsonb(a)) from audit a where tenant = $1)::text as audit,
       (select jsonb_agg(to_jsonb(l)) from lifecycle l where tenant = $1)::text as lifecycle`,
    [here.ann.tenant],
  );
  const told = JSON.stringify([answers, rows]);
  const { botToken, appToken } = here.fixture.sandbox;
  for (const secret of [botToken, next, signing_secret, appToken]) {
    expect(told).not.toContain(secret);
    expect(told).not.toContain(Buffer.from(secret).toString('hex'));
  }
});

test('[SYN-15] a channel has one connector: those that are followed already are named', async () => {
  const first = await create({ channels: ['#ropes', '#legal'] });
  const all = await create();
  expect(all).toMatchObject({
    status: 409,
    body: {
      error_code: 'CONFLICT',
      details: { connector_id: first.body.id, channels: [{ name: 'ropes' }] },
    },
  });
  expect(all.body.message).toMatch(/#ropes is followed by the connector/);
  const second = await create({ channels: ['#general'] });
  expect(second).toMatchObject({ status: 201, body: { name: `${first.body.name} 2` } });
  const change = { settings: { channels: [idOf('general'), idOf('legal')] } };
  expect((await call('PATCH', `/${second.body.id}`, change)).body.message).toMatch(
    /#legal is followed/,
  );
  // one installation carries both
  const { rows } = await here.fixture.server.pool.query(
    'select id from slack_installation where tenant = $1',
    [here.ann.tenant],
  );
  expect(rows).toHaveLength(1);
});

test('[MGD-1] two people connect the same workspace at once: one wins, the other is told', async () => {
  const answers = await Promise.all([create(), create(), create()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  // different channels are no quarrel, and share the installation
  const bob = await here.fixture.team();
  const both = await Promise.all(
    ['#general', '#ropes'].map((name) =>
      call('POST', '', here.fixture.body(bob, { channels: [name] }), bob),
    ),
  );
  expect(both.map(({ status }) => status)).toEqual([201, 201]);
});

test('[MGD-3] a deletion wins over everything after it, and says so', async () => {
  const { body: made } = await create();
  const path = `/${made.id}`;
  const [paused, deleted] = await Promise.all([
    call('POST', `${path}/pause`),
    call('DELETE', `${path}?data=forget`),
  ]);
  expect(deleted).toMatchObject({ status: 202, body: { state: 'deleting' } });
  expect([200, 409]).toContain(paused.status);
  expect((await call('DELETE', `${path}?data=forget`)).status).toBe(202);
  for (const [method, rest, body] of [
    ['POST', '/resume', undefined],
    ['POST', '/pause', undefined],
    ['POST', '/backfill', {}],
    ['PATCH', '', { name: 'x' }],
    ['PUT', '/credentials', { signing_secret: null }],
    ['DELETE', '?data=keep', undefined],
  ] as const)
    expect([rest, (await call(method, path + rest, body)).status]).toEqual([rest, 409]);
  const { rows } = await here.fixture.server.pool.query(
    'select wanted, forgets from connector where tenant = $1',
    [here.ann.tenant],
  );
  expect(rows).toEqual([{ wanted: 'deleting', forgets: true }]);
  expect((await create()).body.message).toMatch(/is being deleted: try again once it is gone/);
});

test('[SEC-2] lower roles change nothing, other tenants see nothing, narrow tokens nothing elsewhere', async () => {
  const { body: made } = await create();
  const viewer = await here.ann.as('viewer');
  const bob = await here.fixture.team();
  const narrow = here.fixture.server.identity(
    (
      await here.fixture.server.ctx.tokens.mint({
        tenant: here.ann.tenant,
        actor: here.ann.actor,
        capabilities: ['connectors.read', 'connectors.manage'],
        scopes: [`${here.ann.scope}/source:mail`],
        ttlMs: 3_600_000,
      })
    ).token,
    here.ann.actor,
    here.ann.scope,
  );
  expect((await call('GET', '', undefined, viewer)).body.items).toHaveLength(1);
  for (const who of [bob, narrow])
    expect((await call('GET', '', undefined, who)).body.items).toEqual([]);
  for (const [method, rest, body] of [
    ['GET', '', undefined],
    ['PATCH', '', { name: 'x' }],
    ['POST', '/pause', undefined],
    ['POST', '/resume', undefined],
    ['POST', '/check', undefined],
    ['POST', '/backfill', {}],
    ['PUT', '/credentials', { signing_secret: null }],
    ['DELETE', '', undefined],
  ] as const) {
    for (const who of [bob, narrow])
      expect([rest, (await call(method, `/${made.id}${rest}`, body, who)).status]).toEqual([
        rest,
        404,
      ]);
    if (method !== 'GET')
      expect((await call(method, `/${made.id}${rest}`, body, viewer)).status).toBe(403);
  }
  expect((await call('POST', '', here.fixture.body(here.ann), viewer)).status).toBe(403);
  expect((await call('POST', '', here.fixture.body(here.ann), narrow)).status).toBe(403);
});

test('[MGD-5] a connector that is not heard of for a minute is told as waiting', async () => {
  const { body: made } = await create();
  const ledger = ledgerRows(
    here.fixture.server.pool,
    here.ann.tenant,
    uuidOf('con', made.id) ?? '',
  );
  await ledger.status({ state: 'polling' });
  expect((await call('GET', `/${made.id}`)).body.state).toBe('polling');
  await here.fixture.server.pool.query(
    `update connector set status_at = now() - interval '61 seconds' where tenant = $1`,
    [here.ann.tenant],
  );
  expect((await call('GET', `/${made.id}`)).body).toMatchObject({
    state: 'waiting',
    sentence: expect.stringMatching(/not been heard of.*belay work/),
  });
});

test('[SEC-2] no input makes the server fail: names, ids, instants and offsets of any kind', async () => {
  const { body: made } = await create();
  const path = `/${made.id}`;
  for (const name of ['a\0b', '\ud800', 'two\nlines', ' ', 'x'.repeat(81)])
    expect([name, (await call('PATCH', path, { name })).status]).toEqual([name, 422]);
  expect((await call('PATCH', path, { name: 'Ropes 🪢' })).body.name).toBe('Ropes 🪢');
  for (const [rest, status] of [
    ['/failures/%00/retry', 404],
    ['/failures/doubt:C1:1.0;drop/retry', 404],
    ['/imports/imp_x', 404],
    [`/imports/imp_${'0'.repeat(32)}`, 404],
  ] as const)
    expect([
      rest,
      (await call(rest.includes('retry') ? 'POST' : 'DELETE', path + rest)).status,
    ]).toEqual([rest, status]);
  for (const query of [
    '/throughput?from=0000-01-01T00:00:00Z&to=0000-01-01T00:01:00Z',
    '/throughput?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
    '/recent?before=evt_x',
    '/channels?offset=-1',
    '/failures?limit=1e9',
  ])
    expect([query, (await call('GET', path + query)).status]).toEqual([query, 422]);
  for (const id of ['con_x', `con_${'f'.repeat(32)}`, '%00', 'slack'])
    expect([id, (await call('GET', `/${id}`)).status]).toEqual([id, 404]);
  expect((await create({ channels: ['a\0b', '\ud800'] })).status).toBe(422);
});
