import type { ChannelSearch, TokenCheck } from '@belay/contract/connector';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkToken } from '../installation/check-token.ts';
import {
  type ConnectorFixture,
  connectorFixture,
  type Team,
} from '../testing/connector-fixture.ts';

let fixture: ConnectorFixture;
let ann: Team;
beforeAll(async () => {
  fixture = await connectorFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  fixture.sandbox.reset();
  const { world, app } = fixture.sandbox;
  const members = [app.botUserId];
  for (const name of ['general', 'ropes', 'my-ropes']) world.addChannel({ name, members });
  world.addChannel({ name: 'legal', kind: 'private', members });
  ann = await fixture.team();
});

const post = async (path: string, body: unknown, who = ann) => {
  const answer = await who.call('POST', `/v1/connectors/slack/${path}`, body);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const calls = (method: string) => fixture.sandbox.calls.of(method).calls;

test('[MGD-1] a token is checked at once: workspace, bot, app, each scope in words', async () => {
  const { status, body } = await post('check', { token: fixture.sandbox.botToken });
  const check = body as unknown as TokenCheck;
  expect(status).toBe(200);
  expect(check).toMatchObject({
    workspace: { team_id: 'T09SANDBOX1' },
    bot: { user_id: fixture.sandbox.app.botUserId },
    app_id: fixture.sandbox.app.id,
    ok: true,
    connector_id: null,
  });
  expect(check.scopes.find(({ scope }) => scope === 'files:read')).toEqual({
    scope: 'files:read',
    granted: true,
    need: 'useful',
    gives: 'the bytes of shared files',
  });
});

test('[MGD-1][SYN-9] missing scopes are named with what is lost, required ones make it not ok', async () => {
  const scopes = ['channels:read', 'users:read'];
  const { body } = await post('check', { token: fixture.sandbox.token({ scopes }) });
  const check = body as unknown as TokenCheck;
  expect(check.ok).toBe(false);
  expect(check.scopes.find(({ scope }) => scope === 'channels:history')).toMatchObject({
    granted: false,
    need: 'required',
    gives: expect.stringContaining('without it, no public channel can be read'),
  });
  const refused = await ann.call('POST', '/v1/connectors', {
    ...fixture.body(ann),
    token: fixture.sandbox.token({ scopes }),
  });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    error_code: 'SLACK_REFUSED',
    details: { missing: ['channels:history'] },
  });
});

test.each([
  ['xoxp-123456-abcdef', /user token/],
  ['xapp-1-A0-abcdef', /app-level token/],
  ['xoxe.xoxb-1-abcdef', /rotating bot token/],
  ['xoxe-1-abcdef', /refreshing/],
  ['xoxc-123-abcdef', /browser session/],
  ['xoxb-', /not whole/],
  ['0123456789abcdef0123456789abcdef', /signing secret/],
  ['hello', /not a Slack bot token/],
  ['', /missing/],
])('[MGD-1] "%s" is refused by its kind before Slack is asked', async (token, sentence) => {
  const { status, body } = await post('check', { token });
  expect([status, body.error_code, body.details]).toEqual([
    422,
    'INVALID_BODY',
    { field: 'token', reason: expect.stringMatching(sentence) },
  ]);
  expect(calls('auth.test')).toBe(0);
});

test('[MGD-1] what Slack refuses is told in words and holds no token', async () => {
  const unknown = await post('check', { token: 'xoxb-unknown-token' });
  expect(unknown).toMatchObject({
    status: 422,
    body: { error_code: 'SLACK_REFUSED', details: { slack_error: 'invalid_auth' } },
  });
  expect(unknown.body.message).toMatch(/does not know this token/);
  expect(JSON.stringify(unknown.body)).not.toContain('xoxb-unknown');
  fixture.sandbox.world.uninstallApp(fixture.sandbox.app.id);
  const gone = await post('check', { token: fixture.sandbox.botToken });
  expect(gone.body.message).toMatch(/removed from the workspace/);
});

test('[MGD-1] channels are listed once, however many keys are pressed', async () => {
  const token = fixture.sandbox.botToken;
  const found = [];
  for (const query of ['r', 'ro', 'rop', 'rope'])
    found.push((await post('channels', { token, query })).body as unknown as ChannelSearch);
  expect(found.at(-1)).toMatchObject({ total: 2, unknown: [] });
  expect(found.at(-1)?.items.map(({ name }) => name)).toEqual(['ropes', 'my-ropes']);
  expect(calls('conversations.list')).toBe(1);
  // another tenant's listing is its own, and a check begins anew
  const bob = await fixture.team();
  await post('channels', { token }, bob);
  await post('check', { token });
  await post('channels', { token });
  expect(calls('conversations.list')).toBe(3);
});

test('[MGD-1] names are told apart: found first, unknown ones named', async () => {
  const token = fixture.sandbox.botToken;
  const { body } = await post('channels', { token, query: 'x', names: ['#Legal', '#nowhere'] });
  expect(body).toMatchObject({
    items: [{ name: 'legal', is_private: true, is_member: true }],
    unknown: ['#nowhere'],
  });
});

test('[MGD-1] a key stroke among 5,000 channels asks Slack nothing', async () => {
  const { world, app } = fixture.sandbox;
  for (let i = 0; i < 5000; i++)
    world.addChannel({ name: `room-${i}`, members: i < 10 ? [app.botUserId] : [] });
  const token = fixture.sandbox.botToken;
  expect((await post('channels', { token })).body).toMatchObject({ total: 5004 });
  const asked = fixture.sandbox.calls.of('conversations.list').calls;
  const { body } = await post('channels', { token, query: 'room-49' });
  expect(fixture.sandbox.calls.of('conversations.list').calls).toBe(asked);
  expect(body.total).toBe(111);
});

test('[MAP-9] a preview is what the mapper writes; a bad template is refused with its field', async () => {
  const scope_template = `${ann.scope}/source:slack/channel:{channel}`;
  expect(await post('preview', { scope_template, channels: ['#ropes', 'büro'] })).toMatchObject({
    status: 200,
    body: {
      placeholders: ['channel'],
      examples: [
        { channel: 'ropes', scope: `${ann.scope}/source:slack/channel:ropes` },
        { channel: 'büro', scope: `${ann.scope}/source:slack/channel:b+C3+BCro` },
      ],
    },
  });
  for (const [template, sentence] of [
    [`${ann.scope}/channel:{chanel}`, /unknown placeholder \{chanel\}/],
    ['org:somebody_else/channel:{channel}', /has to begin with org:/],
    ['no scope at all', /is no scope/],
  ] as const) {
    const { status, body } = await post('preview', { scope_template: template });
    expect([status, body.details]).toEqual([
      422,
      { field: 'scope_template', reason: expect.any(String) },
    ]);
    expect(body.message).toMatch(sentence);
  }
});

test('[MGD-4] the manifest of this server is Socket Mode’s while it has no https address', async () => {
  const answer = await ann.call('GET', '/v1/slack/manifest?mode=http&name=Rope');
  expect(await answer.json()).toMatchObject({
    mode: 'socket',
    note: expect.stringMatching(/https/),
    link: expect.stringMatching(/^https:\/\/api\.slack\.com\/apps\?new_app=1&manifest_json=/),
    manifest: { display_information: { name: 'Rope' } },
  });
  expect((await ann.call('GET', '/v1/slack/manifest?scopes=admin')).status).toBe(422);
});

test('[SEC-2] a viewer may ask Slack nothing; another tenant’s connector lends no token', async () => {
  const viewer = await ann.as('viewer');
  for (const path of ['check', 'channels', 'preview'])
    expect((await viewer.call('POST', `/v1/connectors/slack/${path}`, {})).status).toBe(403);
  const { id } = await fixture.connect(ann);
  const bob = await fixture.team();
  for (const path of ['check', 'channels'])
    expect((await post(path, { connector_id: id }, bob)).status).toBe(404);
  expect(await post('check', { connector_id: id })).toMatchObject({ body: { connector_id: id } });
  expect(await post('check', {})).toMatchObject({ status: 422 });
});

test('[SBX-4] the sandbox beside this server is where its messages are read', async () => {
  const { server, sandbox } = fixture;
  const { url, botToken } = sandbox;
  const beside = { ...server.ctx, sandbox: () => ({ url, bot_token: botToken, team_id: 'T1' }) };
  expect((await checkToken(beside, botToken)).url).toBe(`${url}/`);
  expect((await checkToken(server.ctx, botToken)).url).toMatch(/^https:.+\.slack\.com\/$/);
});

test('[MGD-1] Slack that is down, or holds us back, is told with when to try again', async () => {
  const { sandbox } = fixture;
  const check = () => post('check', { token: sandbox.botToken });
  sandbox.faults.add({ kind: 'http', status: 503 });
  const down = await check();
  expect(down).toMatchObject({ status: 503, body: { error_code: 'UNAVAILABLE', retriable: true } });
  expect(down.body.message).toMatch(/Try again in 5 s/);
  sandbox.faults.clear();
  sandbox.faults.add({ kind: 'rate_limit', retryAfterS: 35 });
  const held = await check();
  expect(held.body.message).toMatch(/holds this app’s requests back.*Try again in 3\d s/);
  expect(held.body.details).toMatchObject({ retry_after_s: expect.any(Number) });
  sandbox.faults.clear();
  // what failed is not kept
  expect(await check()).toMatchObject({ status: 200 });
});
