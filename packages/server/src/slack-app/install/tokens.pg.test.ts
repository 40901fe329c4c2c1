import type { SlackConnected } from '@belay/contract/desk/slack-install';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type InstallWorld, installWorld, type StoredInstall } from '../testing/install-world.ts';

let w: InstallWorld;
beforeAll(async () => {
  w = await installWorld({
    // whoever pastes tokens has no app of the server's
    env: { SLACK_CLIENT_ID: '', SLACK_CLIENT_SECRET: '', SLACK_SIGNING_SECRET: '' },
    sandbox: { isInstalled: true },
  });
});
beforeEach(() => w.reset());
afterAll(() => w.close());

const paste = async (body: object, agent = w.agent) => {
  const answer = await w.owner.call('POST', `/v1/agents/${agent.id}/slack/tokens`, body);
  return { status: answer.status, body: (await answer.json()) as SlackConnected & ErrorBody };
};
const row = async () => (await w.installs())[0] as StoredInstall;

test('[INS-5] bot token and app-level token connect an agent without any address of ours', async () => {
  const { botToken: token, appToken: app_token } = w.sandbox;
  const { status, body } = await paste({ token, app_token });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    installation: { delivery: 'socket', state: 'active', agents: [{ id: w.agent.id }] },
    team_id: w.sandbox.world.team.current.id,
  });
  const stored = await row();
  expect(stored).toMatchObject({ app: null, is_desk: true });
  expect(stored.scopes).toContain('chat:write');
  expect(stored.token?.toString('latin1')).not.toContain(token);
  expect(stored.app_token?.toString('latin1')).not.toContain(app_token);
  expect(await w.binding()).toMatchObject({ installation: stored.id });
  expect(await w.audits()).toEqual(['slack.tokens', 'slack.connect']);
  expect(JSON.stringify(body)).not.toContain('xox');
});

test('[INS-5] a signing secret will do where Slack reaches us', async () => {
  const { botToken: token, signingSecret: signing_secret } = w.sandbox;
  expect((await paste({ token, signing_secret })).body).toMatchObject({
    installation: { delivery: 'http' },
  });
});

test('[INS-5] without either nobody could be heard: nothing is stored', async () => {
  const { status, body } = await paste({ token: w.sandbox.botToken });
  expect(status).toBe(422);
  expect(body).toMatchObject({ details: { field: 'app_token' } });
  expect(await w.installs()).toEqual([]);
  // where it was given before, it still counts
  const { botToken: token, appToken: app_token } = w.sandbox;
  await paste({ token, app_token });
  expect((await paste({ token })).status).toBe(200);
});

test.each([
  ['a user token', { token: 'xoxp-1-2-3-of-somebody' }, /user token/],
  ['a rotating token', { token: 'xoxe.xoxb-1-abcdef' }, /rotating/],
  ['an app-level token in its place', { token: 'xapp-1-abcdef' }, /app-level/],
  ['a token that Slack doesn’t know', { token: 'xoxb-unknown-token' }, /does not know/],
])('[INS-5] %s is refused in words', async (_, body, words) => {
  const answer = await paste({ ...body, app_token: w.sandbox.appToken });
  expect(answer.status).toBe(422);
  expect(answer.body.message).toMatch(words);
  expect(await w.installs()).toEqual([]);
});

test('[INS-5] an app-level token that opens nothing is refused', async () => {
  const answer = await paste({ token: w.sandbox.botToken, app_token: 'xapp-unknown' });
  expect(answer.body.message).toMatch(/does not know this app token/);
});

test('[INS-2] a token that may not post is refused, with what it lacks', async () => {
  const token = w.sandbox.token({ scopes: ['channels:read', 'team:read'] });
  const { body } = await paste({ token, app_token: w.sandbox.appToken });
  expect(body).toMatchObject({ details: { missing: ['chat:write'] } });
});

test('[INS-4] of a pasted token Slack ends the one that it got', async () => {
  const { botToken: token, appToken: app_token } = w.sandbox;
  await paste({ token, app_token });
  const answer = await w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/disconnect`, {});
  expect(await answer.json()).toMatchObject({ removed: true });
  expect(w.sandbox.calls.of('auth.revoke').calls).toBe(1);
  expect(w.sandbox.world.tokens.get(token)?.failure).toBe('account_inactive');
});

test('[INS-3] of two organisations that paste the same token at once one has the workspace', async () => {
  const made = await w.owner.call('POST', '/v1/tenants', { name: 'Rival' });
  const { id: tenant } = (await made.json()) as { id: string };
  const rival = await w.addAgent(tenant);
  const body = { token: w.sandbox.botToken, app_token: w.sandbox.appToken };
  const there = { 'x-belay-tenant': tenant };
  const answers = await Promise.all([
    paste(body),
    w.owner.call('POST', `/v1/agents/${rival.id}/slack/tokens`, body, there),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('[INS-5] Add to Slack says what is missing where the server has no app', async () => {
  const answer = await w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/install`, {});
  expect(answer.status).toBe(503);
  expect(((await answer.json()) as ErrorBody).message).toMatch(/no Slack app yet/);
});

test('[INS-3] consent for the app of a pasted token lands on its row', async () => {
  const { botToken: token, appToken: app_token, oauth } = w.sandbox;
  await paste({ token, app_token });
  const before = await row();
  const stored = await w.owner.call('PUT', '/v1/slack/app', {
    ...{ client_id: oauth.clientId, client_secret: oauth.clientSecret },
    signing_secret: w.sandbox.signingSecret,
  });
  expect(stored.status).toBe(200);
  expect(await w.add()).toBe('connected');
  expect(await w.installs()).toMatchObject([{ id: before.id, app: 'own', state: 'active' }]);
});
