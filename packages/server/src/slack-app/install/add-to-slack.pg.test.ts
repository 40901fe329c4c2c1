import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import type { SlackConnected, SlackTeamsPage } from '@belay/contract/desk/slack-install';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicId } from '../../memory/ids.ts';
import { invitePerson, signIn } from '../../testing/test-person.ts';
import { type InstallWorld, installWorld } from '../testing/install-world.ts';

let w: InstallWorld;
beforeAll(async () => {
  w = await installWorld();
});
beforeEach(() => w.reset());
afterAll(() => w.close());

const page = () => `/app/agents/${w.agent.id}/integrations/slack`;
const backFrom = async (answer = {}) => {
  const back = await w.consent(await w.begin(), answer);
  if (back === null) throw new Error('Slack sends the browser nowhere');
  return back;
};

test('[INS-1] Add to Slack ends on the agent’s page, connected, with the token sealed and no user’s', async () => {
  const url = new URL(await w.begin());
  expect(url.origin).toBe(w.sandbox.url);
  expect(url.searchParams.get('user_scope')).toBeNull();
  const back = await w.consent(url.href);
  expect(await w.comeBack(back ?? '')).toEqual({
    path: page(),
    end: 'connected',
    slackError: null,
  });
  const [row] = await w.installs();
  expect(row).toMatchObject({
    ...{ app: 'server', state: 'active', is_desk: true, is_org_wide: false },
    ...{ team_id: w.sandbox.world.team.current.id, app_id: w.sandbox.app.id },
    installed_by: `user:${w.owner.email}`,
  });
  expect(row?.scopes).toContain('chat:write');
  expect(row?.token?.toString('latin1')).not.toContain('xoxb');
  expect(await w.binding()).toMatchObject({
    installation: row?.id,
    team_id: row?.team_id,
    settings: { events: { escalation: { enabled: true }, low_rating: { enabled: true } } },
  });
  expect(await w.audits()).toEqual(['slack.install.begin', 'slack.install', 'slack.connect']);
});

test('[INS-1] what is stored of a way to Slack lets nobody in: its hash alone', async () => {
  const state = new URL(await w.begin()).searchParams.get('state') ?? '';
  const { rows } = await w.server.pool.query<{ row: string }>(
    'select s::text as row from slack_install_state s',
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.row).not.toContain(state);
});

test('[INS-1] a denial is told, and connects nothing', async () => {
  expect(await w.comeBack(await backFrom({ answer: 'cancel' }))).toEqual({
    ...{ path: page(), end: 'access_denied', slackError: 'access_denied' },
  });
  expect(await w.installs()).toEqual([]);
  expect(await w.audits()).toEqual(['slack.install.begin', 'slack.install.refused']);
});

test('[INS-1] where an admin has to approve, the agent’s page says that Slack isn’t back yet', async () => {
  const pending = async () =>
    (await w.owner.call('GET', `/v1/agents/${w.agent.id}/slack/install`)).json();
  expect(await pending()).toEqual({ pending: null, sentence: null });
  w.sandbox.oauth.configure({ needsApproval: true });
  expect(await w.consent(await w.begin(), { as: w.ben })).toBeNull();
  expect(await pending()).toMatchObject({
    pending: { since: expect.any(String) },
    sentence: expect.stringMatching(/waits for one of them/),
  });
  w.sandbox.oauth.approve();
  expect(await w.add({ as: w.ben })).toBe('connected');
});

test('[INS-1] a state is good once: the same again is told as used, and asks nothing of Slack', async () => {
  const back = await backFrom();
  expect(await w.comeBack(back)).toMatchObject({ end: 'connected' });
  const asked = w.sandbox.calls.of('oauth.v2.access').calls;
  expect(await w.comeBack(back)).toMatchObject({ path: page(), end: 'expired' });
  expect(w.sandbox.calls.of('oauth.v2.access').calls).toBe(asked);
});

test('[INS-1] two tabs that come back at once with one state: one of them connects', async () => {
  const back = await backFrom();
  const ends = await Promise.all([w.comeBack(back), w.comeBack(back)]);
  expect(ends.map(({ end }) => end).sort()).toEqual(['connected', 'expired']);
});

test('[INS-1] after ten minutes it is too late', async () => {
  const back = await backFrom();
  await w.server.pool.query(
    `update slack_install_state set expires_at = now() - interval '1 s' where true`,
  );
  expect(await w.comeBack(back)).toMatchObject({ path: page(), end: 'expired' });
  expect(await w.installs()).toEqual([]);
});

test('[INS-1] the state lives ten minutes', async () => {
  await w.begin();
  const { rows } = await w.server.pool.query<{ minutes: number }>(
    `select extract(epoch from expires_at - created_at)::int / 60 as minutes
     from slack_install_state`,
  );
  expect(rows).toEqual([{ minutes: 10 }]);
});

test('[INS-1] a forged state lands on the workspaces’ page and says nothing of any agent', async () => {
  const { pathname } = new URL(await backFrom());
  const forged = await w.comeBack(`http://x${pathname}?state=guessed&code=x`);
  expect(forged).toMatchObject({ path: '/app/settings/slack', end: 'expired' });
  expect(await w.comeBack(`http://x${pathname}?code=x`)).toMatchObject({ end: 'expired' });
});

test('[INS-1] another browser, another person and nobody are told apart, and connect nothing', async () => {
  const elsewhere = await signIn(w.server, w.owner.email);
  expect(await w.comeBack(await backFrom(), elsewhere)).toMatchObject({ end: 'other_browser' });
  const eve = await invitePerson(w.server, w.owner, { email: 'eve@example.com', role: 'admin' });
  expect(await w.comeBack(await backFrom(), eve)).toMatchObject({ end: 'other_person' });
  expect(await w.comeBack(await backFrom(), { cookie: '' })).toMatchObject({ end: 'signed_out' });
  expect(await w.installs()).toEqual([]);
  expect(w.sandbox.calls.of('oauth.v2.access').calls).toBe(0);
});

test('[INS-1] who lost the right meanwhile connects nothing', async () => {
  const eve = await invitePerson(w.server, w.owner, { email: 'eva@example.com', role: 'admin' });
  const back = await w.consent(await w.begin(w.agent, eve));
  await w.server.pool.query(`update member set role = 'viewer' where person = $1`, [eve.id]);
  await w.server.ctx.sessions.changed();
  expect(await w.comeBack(back ?? '', eve)).toMatchObject({ end: 'no_permission' });
  expect(await w.installs()).toEqual([]);
});

test('[INS-1] a code that Slack refuses is told as too late, and nothing is half stored', async () => {
  const back = new URL(await backFrom());
  back.searchParams.set('code', 'stolen');
  expect(await w.comeBack(back.href)).toEqual({
    ...{ path: page(), end: 'expired', slackError: 'invalid_code' },
  });
  expect(await w.installs()).toEqual([]);
  expect(await w.binding()).toBeUndefined();
});

test('[INS-1] words in the address become no words of ours', async () => {
  const back = new URL(await backFrom({ answer: 'cancel' }));
  back.searchParams.set('error', '<b>Call this number</b>');
  expect(await w.comeBack(back.href)).toMatchObject({ end: 'failed', slackError: null });
});

test('[INS-2] too few permissions to post connect nothing, and are named', async () => {
  const url = new URL(await w.begin());
  url.searchParams.set('scope', 'channels:read,team:read');
  const back = await w.consent(url.href);
  expect(await w.comeBack(back ?? '')).toMatchObject({
    ...{ end: 'missing_scope', slackError: 'missing_scope' },
  });
  expect(await w.installs()).toEqual([]);
});

test('[INS-2] exactly the scopes of agents are asked for, and those of reading where a connector is', async () => {
  const scopesOf = async () =>
    (new URL(await w.begin()).searchParams.get('scope') ?? '').split(',');
  expect((await scopesOf()).sort()).toEqual(
    [
      'chat:write chat:write.public channels:read channels:join groups:read team:read users:read',
      'users:read.email channels:manage channels:history groups:history files:read files:write',
      'reactions:write commands usergroups:read',
    ]
      .flatMap((line) => line.split(' '))
      .sort(),
  );
});

test('[INS-3] the same workspace again is the same row: routes and threads find it', async () => {
  await w.add();
  const [first] = await w.installs();
  expect(await w.add()).toBe('connected');
  const rows = await w.installs();
  expect(rows.map(({ id }) => id)).toEqual([first?.id]);
});

test('[INS-3] a workspace of one app belongs to one organisation here', async () => {
  await w.add();
  const made = await w.owner.call('POST', '/v1/tenants', { name: 'Rival' });
  const { id: tenant } = (await made.json()) as { id: string };
  const there = { 'x-belay-tenant': tenant };
  const rival = {
    ...w.owner,
    tenant,
    call: (m: string, p: string, b?: unknown) => w.owner.call(m, p, b, there),
  };
  const agent = await w.addAgent(tenant);
  const back = await w.consent(await w.begin(agent, rival));
  expect(await w.comeBack(back ?? '')).toEqual({
    path: `/app/agents/${agent.id}/integrations/slack`,
    ...{ end: 'workspace_taken', slackError: null },
  });
  expect(await w.binding(agent)).toBeUndefined();
  // it stays whole for whom it belongs to
  expect(await w.installs()).toMatchObject([{ state: 'active' }]);
  // and is free once it is disconnected there
  await w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/disconnect`, {});
  const again = await w.consent(await w.begin(agent, rival));
  expect(await w.comeBack(again ?? '')).toMatchObject({ end: 'connected' });
});

test('[INS-3] an organisation-wide install takes its workspaces with it, and the other way round', async () => {
  w.sandbox.world.changeTeam({ enterpriseId: 'E0ROPES', enterpriseName: 'Ropes United' });
  w.sandbox.oauth.grantTeam(true);
  const made = await w.owner.call('POST', '/v1/tenants', { name: 'Third' });
  const { id: tenant } = (await made.json()) as { id: string };
  const there = { 'x-belay-tenant': tenant };
  const third = {
    ...w.owner,
    call: (m: string, p: string, b?: unknown) => w.owner.call(m, p, b, there),
  };
  const agent = await w.addAgent(tenant);
  const theirs = async (where: string) => {
    const back = await w.consent(await w.begin(agent, third), { where });
    return (await w.comeBack(back ?? '')).end;
  };
  for (const [mine, yours] of [
    ['org', 'team'],
    ['team', 'org'],
  ] as const) {
    expect(await w.add({ where: mine })).toBe('connected');
    expect(await theirs(yours)).toBe('workspace_taken');
    await w.server.pool.query('delete from slack_binding; delete from slack_installation');
  }
});

test('[INS-3] to install a workspace again, no other one is accepted', async () => {
  await w.add();
  const [row] = await w.installs();
  const installation_id = publicId('sin', row?.id ?? '');
  const url = await w.begin(w.agent, w.owner, { installation_id });
  expect(new URL(url).searchParams.get('team')).toBe(row?.team_id);
  w.sandbox.world.changeTeam({ id: 'T0OTHER', name: 'Other Works', domain: 'other' });
  const back = await w.consent(url);
  expect(await w.comeBack(back ?? '')).toMatchObject({ end: 'other_workspace' });
  expect(await w.installs()).toHaveLength(1);
});

test('[INS-3] an organisation-wide install waits for its workspace, and binds the concrete one', async () => {
  w.sandbox.world.changeTeam({ enterpriseId: 'E0ROPES', enterpriseName: 'Ropes United' });
  expect(await w.add({ where: 'org' })).toBe('choose_team');
  const [row] = await w.installs();
  expect(row).toMatchObject({
    ...{ team_id: 'E0ROPES', enterprise_id: 'E0ROPES', is_org_wide: true, granted_teams: [] },
  });
  expect(await w.binding()).toBeUndefined();
  const id = publicId('sin', row?.id ?? '');
  const teams = async () =>
    (await (
      await w.owner.call('GET', `/v1/slack/installations/${id}/teams`)
    ).json()) as SlackTeamsPage;
  expect(await teams()).toMatchObject({ items: [], hint: expect.stringMatching(/An admin/) });
  const bind = (team_id?: string) =>
    w.owner.call('POST', `/v1/agents/${w.agent.id}/slack/bind`, { installation_id: id, team_id });
  const team = w.sandbox.world.team.current;
  expect((await bind()).status).toBe(422);
  expect((await bind(team.id)).status).toBe(422);
  w.sandbox.oauth.grantTeam(true);
  expect((await teams()).items).toEqual([{ id: team.id, name: team.name }]);
  const bound = (await (await bind(team.id)).json()) as SlackConnected;
  expect(bound).toMatchObject({
    team_id: team.id,
    installation: { is_org_wide: true, enterprise: { id: 'E0ROPES', name: 'Ropes United' } },
  });
  expect(await w.binding()).toMatchObject({ installation: row?.id, team_id: team.id });
});

test('[INS-3] an organisation with one granted workspace needs no choice', async () => {
  w.sandbox.world.changeTeam({ enterpriseId: 'E0ROPES', enterpriseName: 'Ropes United' });
  w.sandbox.oauth.grantTeam(true);
  expect(await w.add({ where: 'org' })).toBe('connected');
  expect(await w.binding()).toMatchObject({ team_id: w.sandbox.world.team.current.id });
});

test('[INS-3] several agents share a workspace by choosing it, and it is listed with them', async () => {
  await w.add();
  const second = await w.addAgent(w.owner.tenant);
  const list = async () =>
    (
      (await (await w.owner.call('GET', '/v1/slack/installations')).json()) as {
        items: SlackInstallationView[];
      }
    ).items;
  const [shown] = await list();
  const bound = await w.owner.call('POST', `/v1/agents/${second.id}/slack/bind`, {
    installation_id: shown?.id,
  });
  expect(bound.status).toBe(200);
  expect(await list()).toMatchObject([
    {
      ...{ id: shown?.id, delivery: 'http', state: 'active', token_rotates: false },
      agents: [{ id: w.agent.id }, { id: second.id }].map((agent) =>
        expect.objectContaining(agent),
      ),
      connectors: [],
    },
  ]);
});

test('[INS-1] a program is told that consent is a person’s', async () => {
  const made = await w.owner.call('POST', '/v1/api-tokens', {
    ...{ name: 'robot', scopes: null, capabilities: ['desk.manage'] },
  });
  const { token, actor } = (await made.json()) as { token: string; actor: string };
  const robot = w.server.identity(token, actor, '');
  const answer = await robot.call('POST', `/v1/agents/${w.agent.id}/slack/install`, {});
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('asks a person for consent');
});
