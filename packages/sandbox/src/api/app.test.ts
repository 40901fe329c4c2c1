import { WebClient } from '@slack/web-api';
import { expect, test } from 'vitest';
import { allBotScopes } from '../app-scopes.ts';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, events, client } = await sandboxFixture();
const quiet = (token: string) =>
  new WebClient(token, { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } });

test('[SBX-1] what an app asks about itself: who, where, with which scopes', async () => {
  const who = await client().auth.test();
  expect(who).toMatchObject({
    user_id: sandbox.app.botUserId,
    bot_id: sandbox.app.botId,
    team_id: world.team.current.id,
    response_metadata: { scopes: [...allBotScopes] },
  });
  const { bot } = await client().bots.info({ bot: who.bot_id ?? '' });
  expect(bot).toMatchObject({ app_id: sandbox.app.id, user_id: who.user_id, deleted: false });
  const { team } = await client().team.info();
  expect(team).toMatchObject({ id: who.team_id, name: 'Belay Sandbox' });
  const { url } = await quiet(sandbox.appToken).apps.connections.open();
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/);
});

test('[SBX-1] a rotated bot token works at once, the old one is revoked, and nobody is told', async () => {
  const old = sandbox.botToken;
  const told: string[] = [];
  const stop = events.listen(({ name }) => told.push(name));
  const fresh = sandbox.rotateToken();
  stop();
  expect(fresh).not.toBe(old);
  expect(sandbox.botToken).toBe(fresh);
  await expect(quiet(old).auth.test()).rejects.toThrow('token_revoked');
  expect(await quiet(fresh).auth.test()).toMatchObject({ user_id: sandbox.app.botUserId });
  expect(told).toEqual([]);
});

test('[SBX-1] auth.revoke ends the token that asks, and tells the app', async () => {
  const told: unknown[] = [];
  const stop = events.listen(({ event }) => told.push(event));
  expect(await client().auth.revoke({ test: true })).toMatchObject({ revoked: false });
  expect(await client().auth.revoke()).toMatchObject({ revoked: true });
  stop();
  await expect(client().auth.test()).rejects.toThrow('account_inactive');
  expect(told).toMatchObject([
    { type: 'tokens_revoked', tokens: { bot: [sandbox.app.botUserId], oauth: [] } },
  ]);
  // the app's own token outlives its installation
  expect(await quiet(sandbox.appToken).apps.connections.open()).toMatchObject({ ok: true });
});
