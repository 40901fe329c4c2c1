import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Installation, InstallProvider } from '@slack/oauth';
import { LogLevel, WebClient } from '@slack/web-api';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, clock } = await sandboxFixture();
const { oauth } = sandbox;

let installed: Installation[] = [];
/** what the app told the browser in the end */
let ended: string[] = [];
const scopes = ['chat:write', 'channels:read'];

const provider = new InstallProvider({
  clientId: oauth.clientId,
  clientSecret: oauth.clientSecret,
  stateSecret: 'a secret of this test',
  authorizationUrl: `${sandbox.url}/oauth/v2/authorize`,
  clientOptions: { slackApiUrl: sandbox.apiUrl },
  directInstall: true,
  logLevel: LogLevel.ERROR,
  installationStore: {
    storeInstallation: async (installation) => {
      // the store of a test takes both kinds
      installed.push(installation as Installation);
    },
    fetchInstallation: async () => installed.at(-1) as Installation,
  },
});
const server = createServer((request, response) => {
  if (request.url?.startsWith('/install'))
    return provider.handleInstallPath(request, response, undefined, {
      scopes,
      redirectUri: `${own()}/callback`,
    });
  return provider.handleCallback(request, response, {
    success: (_installation, _options, _request, answer) => {
      ended.push('installed');
      answer.end();
    },
    failure: (error, _options, _request, answer) => {
      ended.push(error.message);
      answer.end();
    },
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const own = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

let mara: string;
beforeEach(() => {
  installed = [];
  ended = [];
  mara = world.addUser({ name: 'mara' }).id;
});

/** What a browser does between Add to Slack and the app's last page. */
async function install(fields: Record<string, string>) {
  const start = await fetch(`${own()}/install`, { redirect: 'manual' });
  const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? '';
  const consent = start.headers.get('location') ?? '';
  const page = await (await fetch(consent)).text();
  const answer = await fetch(consent, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: sandbox.url },
    body: new URLSearchParams({ as: mara, where: 'team', ...fields }),
  });
  const back = answer.headers.get('location');
  if (back) await fetch(back, { headers: { cookie } });
  return { page, back, shown: back ? '' : await answer.text() };
}

const client = (token?: string) =>
  new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    logLevel: LogLevel.ERROR,
  });
const credentials = { client_id: oauth.clientId, client_secret: oauth.clientSecret };

/** A code without a browser. */
const code = (more: { isOrg?: boolean; scopes?: string[]; userScopes?: string[] } = {}) =>
  oauth.consent({
    userId: mara,
    scopes,
    userScopes: [],
    redirectUri: undefined,
    isOrg: false,
    ...more,
  });
const access = (more: Record<string, string>) =>
  client().oauth.v2.access({ ...credentials, ...more });

test('[SBX-1] the official OAuth client installs the app, with the state that it gave', async () => {
  const { page } = await install({ answer: 'allow' });
  for (const scope of scopes) expect(page).toContain(`<code>${scope}</code>`);
  expect(ended).toEqual(['installed']);
  expect(installed).toMatchObject([
    {
      team: { id: world.team.current.id },
      isEnterpriseInstall: false,
      tokenType: 'bot',
      user: { id: mara },
      bot: { scopes, userId: sandbox.app.botUserId, id: sandbox.app.botId },
    },
  ]);
  expect(await client(installed[0]?.bot?.token).auth.test()).toMatchObject({ ok: true });
});

test('[SBX-1] Cancel comes back as access_denied, with the state', async () => {
  const { back } = await install({ answer: 'cancel' });
  const { searchParams } = new URL(back ?? '');
  expect(searchParams.get('error')).toBe('access_denied');
  expect(searchParams.get('state')).toBeTruthy();
  expect(ended).toHaveLength(1);
  expect(installed).toEqual([]);
});

test('[SBX-1] where admins approve apps, others ask first and nothing is installed', async () => {
  oauth.configure({ needsApproval: true });
  const { back, shown } = await install({ answer: 'allow' });
  expect(back).toBeNull();
  expect(shown).toContain('is asked');
  expect(oauth.requests).toEqual([mara]);
  oauth.approve();
  await install({ answer: 'allow' });
  expect(ended).toEqual(['installed']);
});

test('[SBX-1] a form from elsewhere lets nobody in', async () => {
  const answer = await fetch(
    `${sandbox.url}/oauth/v2/authorize?client_id=${oauth.clientId}&scope=chat:write&redirect_uri=${own()}/callback`,
    {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ as: mara, answer: 'allow' }),
    },
  );
  expect(answer.status).toBe(403);
});

test.each([
  ['invalid_client_id', { client_id: 'nobody' }],
  ['bad_redirect_uri', { redirect_uri: 'https://elsewhere.example/callback' }],
  ['bad_redirect_uri', { redirect_uri: 'http://app.example/slack/callback' }],
  ['bad_redirect_uri', { redirect_uri: 'https://app.example/slack#part' }],
  ['bad_redirect_uri', { redirect_uri: 'https://app.example/slackish' }],
  ['no_scopes', { scope: '' }],
  ['invalid_scope', { scope: 'chat:shout' }],
])('[SBX-1] the consent page refuses %s: %#', async (error, more) => {
  oauth.configure({ redirectUrls: ['https://app.example/slack'] });
  const query = new URLSearchParams({
    client_id: oauth.clientId,
    scope: 'chat:write',
    redirect_uri: 'https://app.example/slack/callback',
    ...more,
  });
  const page = await fetch(`${sandbox.url}/oauth/v2/authorize?${query}`);
  expect(page.status).toBe(400);
  expect(await page.text()).toContain(error);
});

test('[SBX-1] a code is good once, for ten minutes, with its redirect_uri and our secret', async () => {
  const first = code();
  await expect(access({ code: first, client_secret: 'wrong' })).rejects.toThrow(
    'bad_client_secret',
  );
  await expect(access({ code: first, redirect_uri: 'https://a.example' })).rejects.toThrow(
    'bad_redirect_uri',
  );
  expect(await access({ code: first })).toMatchObject({ ok: true, token_type: 'bot' });
  await expect(access({ code: first })).rejects.toThrow('invalid_code');
  const late = code();
  await clock.advance(600_001);
  await expect(access({ code: late })).rejects.toThrow('invalid_code');
});

test('[SBX-1] the client may be proved by Basic', async () => {
  const basic = Buffer.from(`${oauth.clientId}:${oauth.clientSecret}`).toString('base64');
  const answer = await fetch(`${sandbox.apiUrl}oauth.v2.access`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ code: code({ userScopes: ['users:read'] }) }),
  });
  expect(await answer.json()).toMatchObject({
    ok: true,
    authed_user: { id: mara, token_type: 'user', scope: 'users:read' },
  });
});

test('[SBX-1] scopes add up over installations until the app is removed', async () => {
  await access({ code: code({ scopes: ['chat:write'] }) });
  const second = await access({ code: code({ scopes: ['users:read'] }) });
  expect(second.scope).toBe('chat:write,users:read');
  await client(second.access_token).apps.uninstall(credentials);
  await expect(client(second.access_token).auth.test()).rejects.toThrow('account_inactive');
  const third = await access({ code: code({ scopes: ['users:read'] }) });
  expect(third.scope).toBe('users:read');
});

test('[SBX-1] a refresh token gives a new pair once, and the same again for a short while', async () => {
  oauth.configure({ hasRotation: true });
  const first = await access({ code: code() });
  expect(first).toMatchObject({ expires_in: 43_200 });
  expect(first.access_token).toMatch(/^xoxe\.xoxb-/);
  const refresh = (token = '') => access({ grant_type: 'refresh_token', refresh_token: token });
  const second = await refresh(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  expect(await refresh(first.refresh_token)).toMatchObject({ access_token: second.access_token });
  expect(await client(first.access_token).auth.test()).toMatchObject({ ok: true });
  await clock.advance(60_001);
  await expect(refresh(first.refresh_token)).rejects.toThrow('invalid_refresh_token');
  const third = await refresh(second.refresh_token);
  // two are alive at most: the first one went
  await expect(client(first.access_token).auth.test()).rejects.toThrow('token_revoked');
  await clock.advance(43_200_000);
  await expect(client(third.access_token).auth.test()).rejects.toThrow('token_expired');
});

test('[SBX-1] a long-lived token is exchanged once, where rotation is on', async () => {
  const { access_token = '' } = await access({ code: code() });
  const exchange = (token: string) => client(token).oauth.v2.exchange({ ...credentials, token });
  await expect(exchange(access_token)).rejects.toThrow('token_rotation_not_enabled');
  oauth.configure({ hasRotation: true });
  const fresh = await exchange(access_token);
  expect(fresh).toMatchObject({ ok: true, expires_in: 43_200 });
  await expect(exchange(String(fresh.access_token))).rejects.toThrow('token_already_exchanged');
  await expect(client(access_token).auth.test()).rejects.toThrow('token_revoked');
});

test('[SBX-1] an org-wide installation names no team, and works where an admin let it in', async () => {
  world.changeTeam({ enterpriseId: 'E09ORG', enterpriseName: 'Ropes Group' });
  await install({ answer: 'allow', where: 'org' });
  expect(installed).toMatchObject([
    { isEnterpriseInstall: true, enterprise: { id: 'E09ORG', name: 'Ropes Group' } },
  ]);
  expect(installed[0]?.team).toBeUndefined();
  const own = client(installed[0]?.bot?.token);
  expect(await own.auth.test()).toMatchObject({ is_enterprise_install: true, team_id: 'E09ORG' });
  const team_id = world.team.current.id;
  expect((await own.auth.teams.list()).teams).toEqual([]);
  await expect(own.conversations.list({ team_id })).rejects.toThrow('team_access_not_granted');
  oauth.grantTeam(true);
  expect((await own.auth.teams.list()).teams).toMatchObject([{ id: team_id }]);
  await expect(own.conversations.list()).rejects.toThrow('missing_argument');
  expect((await own.conversations.list({ team_id })).ok).toBe(true);
});

test('[SBX-2] removal is told late and out of order with the time at which it happened', async () => {
  const bodies: { event_time: number; event: { type: string } }[] = [];
  const ear = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const parsed = JSON.parse(body);
      if (parsed.event) bodies.push(parsed);
      response.end(parsed.challenge ?? '');
    });
  });
  await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve));
  const { port } = ear.address() as AddressInfo;
  await sandbox.subscribe({
    url: `http://127.0.0.1:${port}/`,
    events: ['tokens_revoked', 'app_uninstalled'],
  });
  const { access_token } = await access({ code: code() });
  sandbox.faults.add({ kind: 'delay', event: 'tokens_revoked', ms: 600_000 });
  const at = Math.floor(clock.now() / 1000);
  await client(access_token).apps.uninstall(credentials);
  await sandbox.events.settled();
  await clock.advance(600_000);
  await sandbox.events.settled();
  ear.closeAllConnections();
  await new Promise((resolve) => ear.close(resolve));
  expect(bodies.map(({ event }) => event.type).slice(0, 2)).toEqual([
    'app_uninstalled',
    'tokens_revoked',
  ]);
  expect(bodies.map(({ event_time }) => event_time)).toEqual(bodies.map(() => at));
});
