import type { SlackAppView } from '@belay/contract/desk/slack-app';
import type { ErrorBody } from '@belay/contract/error';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type DeskWorld, deskWorld } from '../../desk/visitors/testing/desk-world.ts';
import { invitePerson } from '../../testing/test-person.ts';
import { deliver } from '../testing/deliver.ts';
import { appView } from './app-view.ts';
import { setAppApiUrl } from './set-app-api-url.ts';

let sandbox: Sandbox;
let w: DeskWorld;
/** undefined: Slack’s own */
let apiUrl: string | undefined;
beforeAll(async () => {
  sandbox = await startSandbox({ isInstalled: false });
  w = await deskWorld({}, { slackApiUrl: () => apiUrl });
});
beforeEach(async () => {
  apiUrl = sandbox.apiUrl;
  await w.server.pool.query('delete from slack_app');
});
afterAll(async () => {
  await w.close();
  await sandbox.close();
});

const whole = () => ({
  client_id: sandbox.oauth.clientId,
  client_secret: sandbox.oauth.clientSecret,
  signing_secret: sandbox.signingSecret,
});
const put = async (body: object) => {
  const answer = await w.owner.call('PUT', '/v1/slack/app', body);
  return { status: answer.status, body: (await answer.json()) as SlackAppView & ErrorBody };
};
const get = async (query = '') =>
  (await (await w.owner.call('GET', `/v1/slack/app${query}`)).json()) as SlackAppView;
const at = (publicUrl: string, more = {}) =>
  appView(
    { ...w.server.ctx, config: { ...w.server.ctx.config, publicUrl, ...more } },
    w.owner.tenant,
  );

test('[INS-5] credentials of a form are sealed, and never told again', async () => {
  const { status, body } = await put(whole());
  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ credentials: 'own', client_id: sandbox.oauth.clientId, can_add_to_slack: true },
    ...{ has_client_secret: true, has_signing_secret: true, has_app_token: false, hint: null },
  });
  const { rows } = await w.server.pool.query<{ row: string }>(
    'select a::text as row from slack_app a',
  );
  for (const secret of [sandbox.oauth.clientSecret, sandbox.signingSecret]) {
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(rows[0]?.row).not.toContain(secret);
    expect(rows[0]?.row).not.toContain(Buffer.from(secret).toString('hex'));
  }
  const { rows: audit } = await w.server.pool.query<{ details: unknown }>(
    `select details from audit where endpoint = 'slack.app'`,
  );
  expect(audit).toEqual([
    { details: { changed: ['client_id', 'client_secret', 'signing_secret'] } },
  ]);
});

test('[INS-5] what is absent stays, null removes', async () => {
  await put(whole());
  expect((await put({ signing_secret: null, app_token: sandbox.appToken })).body).toMatchObject({
    ...{ has_client_secret: true, has_signing_secret: false, has_app_token: true },
  });
  const nothing = { client_id: null, client_secret: null, signing_secret: null, app_token: null };
  expect((await put(nothing)).body).toMatchObject({ credentials: null, can_add_to_slack: false });
});

test.each([
  ['a Client Secret that isn’t the app’s', { client_secret: 'x'.repeat(32) }, 'client_secret'],
  ['a Client ID that no app has', { client_id: '1111111111.2222222222' }, 'client_id'],
  ['a Client ID of another form', { client_id: 'A0123' }, 'client_id'],
  ['an app token that opens nothing', { app_token: 'xapp-nothing' }, undefined],
  ['a Client ID alone', { client_secret: null }, 'client_secret'],
])('[INS-5] %s is refused, and nothing is stored', async (_, change, field) => {
  const { status, body } = await put({ ...whole(), ...change });
  expect(status).toBe(422);
  expect(body.details.field).toBe(field);
  expect((await get()).credentials).toBeNull();
});

test('[INS-5] without an https address there is no Add to Slack, but a socket’s manifest', async () => {
  apiUrl = undefined;
  const shown = await at('http://localhost:3141');
  expect(shown).toMatchObject({
    can_add_to_slack: false,
    hint: expect.stringMatching(/https addresses only.*Socket Mode/),
  });
  const manifest = JSON.parse(shown.manifest);
  expect(manifest.settings).toMatchObject({ socket_mode_enabled: true });
  expect(manifest.oauth_config.redirect_urls).toBeUndefined();
});

test('[INS-5] with one the manifest has this server’s addresses, and a link makes the app', async () => {
  apiUrl = undefined;
  const slackApp = {
    ...{ clientId: '1.2', clientSecret: 'secret', signingSecret: 'signing', appToken: undefined },
  };
  const shown = await at('https://belay.example', { slackApp });
  expect(shown).toMatchObject({
    ...{ credentials: 'server', can_add_to_slack: true, hint: null },
    redirect_url: 'https://belay.example/slack/oauth/callback',
    request_url: 'https://belay.example/slack/events',
  });
  const manifest = JSON.parse(shown.manifest);
  expect(manifest.oauth_config.redirect_urls).toEqual([shown.redirect_url]);
  expect(manifest.settings).toMatchObject({
    event_subscriptions: { request_url: shown.request_url },
    interactivity: { request_url: 'https://belay.example/slack/interactivity' },
    org_deploy_enabled: true,
    token_rotation_enabled: true,
  });
  const link = new URL(shown.create_app_url);
  expect(link.origin).toBe('https://api.slack.com');
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(manifest);
});

test('[INS-5] the socket’s manifest can be had anywhere', async () => {
  expect(JSON.parse((await get('?mode=socket')).manifest).settings.socket_mode_enabled).toBe(true);
});

test('[INS-5] the app of a sandbox beside this server takes http', async () => {
  await setAppApiUrl(w.server.ctx, w.owner.tenant, sandbox.apiUrl);
  await put(whole());
  apiUrl = undefined;
  expect(await get()).toMatchObject({ can_add_to_slack: true });
  const answer = await w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/install`);
  const { url } = (await answer.json()) as { url: string };
  expect(new URL(url).origin).toBe(sandbox.url);
});

test('[INS-5] the Request URL is verified before the app is in any workspace', async () => {
  const challenge = { type: 'url_verification', token: 'x', challenge: 'abc' };
  const ask = () => deliver(w.server.url, challenge, { secret: sandbox.signingSecret });
  expect((await ask()).status).toBe(401);
  await put(whole());
  await expect.poll(async () => (await ask()).status).toBe(200);
  expect(await (await ask()).text()).toBe('abc');
  expect((await deliver(w.server.url, challenge, { secret: 'another' })).status).toBe(401);
});

test('[INS-5] who may only look changes nothing', async () => {
  const viewer = await invitePerson(w.server, w.owner, { email: 'vi@example.com', role: 'viewer' });
  expect((await viewer.call('PUT', '/v1/slack/app', whole())).status).toBe(403);
  expect((await viewer.call('GET', '/v1/slack/app')).status).toBe(200);
});
