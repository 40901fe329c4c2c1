import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { deliver } from '../testing/deliver.ts';
import { type InstallWorld, installWorld, type StoredInstall } from '../testing/install-world.ts';

let w: InstallWorld;
beforeAll(async () => {
  w = await installWorld({ jobs: true });
});
beforeEach(async () => {
  await w.reset();
  await w.sandbox.subscribe({ url: `${w.server.url}/slack/events` });
});
afterAll(() => w.close());

const row = async () => (await w.installs())[0] as StoredInstall;
const stateNow = async () => (await row()).state;
/** It was installed that long ago. */
const installed = async (minutes = 60) => {
  expect(await w.add()).toBe('connected');
  await w.server.pool.query(
    'update slack_installation set token_at = now() - make_interval(mins => $1)',
    [minutes],
  );
};
let events = 0;
/** An event of our app, signed with the environment’s secret. */
const tell = (event: object, secondsAgo = 0) => {
  const team_id = w.sandbox.world.team.current.id;
  return deliver(
    w.server.url,
    {
      ...{ type: 'event_callback', team_id, context_team_id: team_id, event },
      ...{ api_app_id: w.sandbox.app.id, event_id: `EvEnd${++events}` },
      event_time: Math.floor(Date.now() / 1000) - secondsAgo,
      authorizations: [
        { enterprise_id: null, team_id, user_id: w.sandbox.app.botUserId, is_bot: true },
      ],
    },
    { secret: w.sandbox.signingSecret },
  );
};
const uninstalled = { type: 'app_uninstalled' };
const jobsLeft = async () =>
  (
    await w.server.pool.query(
      `select from graphile_worker.jobs where key like 'verify_slack:%' and run_at <= now()`,
    )
  ).rowCount;

test('[INS-4] an uninstall in Slack ends it here: purged, told to the admins, and mended by a new install', async () => {
  await installed();
  const before = await row();
  w.sandbox.world.uninstallApp(w.sandbox.app.id);
  await w.sandbox.events.settled();
  await eventually(stateNow).toBe('revoked');
  const gone = await row();
  expect([gone.token, gone.refresh_token]).toEqual([null, null]);
  // whichever of its two events came first
  expect(gone.reason).toMatch(/removed from the workspace in Slack|revoked in Slack/);
  const { rows: letters } = await w.server.pool.query<{ recipient: string; link: string }>(
    `select recipient, link from letter where about like 'slack-revoked:%'`,
  );
  expect(letters.map(({ recipient }) => recipient)).toEqual([w.owner.email]);
  expect(letters[0]?.link).toContain(`/app/agents/${w.agent.id}/integrations/slack`);
  // the agent stays tied to it, and the page says what is wrong
  expect(await w.binding()).toMatchObject({ installation: before.id });
  expect(await w.audits()).toContain('slack.revoked');
  expect(await w.add()).toBe('connected');
  expect(await row()).toMatchObject({ id: before.id, state: 'active' });
});

test('[INS-4] an uninstall that comes late never ends a newer install', async () => {
  await installed();
  await tell(uninstalled, 7_200);
  expect(await stateNow()).toBe('active');
});

test('[INS-4] one that may be of before is tried at Slack: a token that works stays', async () => {
  await installed(0);
  await tell(uninstalled);
  await eventually(jobsLeft).toBe(0);
  expect(await stateNow()).toBe('active');
  expect(w.sandbox.calls.of('auth.test').calls).toBeGreaterThan(1);
});

test('[INS-4] and one that doesn’t is ended, however soon after the install', async () => {
  await installed(0);
  w.sandbox.world.uninstallApp(w.sandbox.app.id);
  await w.sandbox.events.settled();
  await eventually(stateNow).toBe('revoked');
});

test('[INS-4] tokens_revoked before app_uninstalled, after it, and twice: one end, one audit row', async () => {
  await installed();
  const revoked = { type: 'tokens_revoked', tokens: { bot: [w.sandbox.app.botUserId], oauth: [] } };
  await Promise.all([tell(uninstalled), tell(revoked), tell(uninstalled), tell(revoked)]);
  expect(await stateNow()).toBe('revoked');
  expect((await w.audits()).filter((what) => what === 'slack.revoked')).toHaveLength(1);
});

test('[INS-4] one of several rotating tokens that ends is not the end', async () => {
  w.sandbox.oauth.configure({ hasRotation: true });
  await installed();
  await tell({ type: 'tokens_revoked', tokens: { bot: [w.sandbox.app.botUserId], oauth: [] } });
  await eventually(jobsLeft).toBe(0);
  expect(await stateNow()).toBe('active');
});

test('[INS-4] another app’s bot and another secret end nothing', async () => {
  await installed();
  await tell({ type: 'tokens_revoked', tokens: { bot: ['U0OTHER'], oauth: [] } });
  const forged = await deliver(
    w.server.url,
    {
      type: 'event_callback',
      event: uninstalled,
      event_id: 'EvForged',
      api_app_id: w.sandbox.app.id,
    },
    { secret: 'guessed' },
  );
  expect(forged.status).toBe(401);
  expect(await stateNow()).toBe('active');
});

test('[INS-3] workspaces that an organisation’s admin adds and removes are known, in whatever order', async () => {
  w.sandbox.world.changeTeam({ enterpriseId: 'E0ROPES', enterpriseName: 'Ropes United' });
  expect(await w.add({ where: 'org' })).toBe('choose_team');
  const teams = async () => (await row()).granted_teams?.map(({ id }) => id);
  w.sandbox.oauth.grantTeam(true);
  await w.sandbox.events.settled();
  await eventually(teams).toEqual([w.sandbox.world.team.current.id]);
  w.sandbox.oauth.grantTeam(false);
  await w.sandbox.events.settled();
  await eventually(teams).toEqual([]);
});

test('[INS-5] events of a workspace with agents and no connector are taken, and it is seen that they come', async () => {
  await installed();
  const { rows } = await w.server.pool.query('select from connector');
  expect(rows).toEqual([]);
  const answer = await tell({ type: 'channel_rename', channel: { id: 'C1', name: 'x' } });
  expect(answer.status).toBe(200);
  const heard = async () =>
    (
      await w.server.pool.query<{ heard: boolean }>(
        'select heard_at is not null as heard from slack_installation',
      )
    ).rows[0]?.heard;
  await eventually(heard).toBe(true);
});
