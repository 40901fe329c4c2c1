import type { SlackDisconnected } from '@belay/contract/desk/slack-install';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicId, uuidv7 } from '../../memory/ids.ts';
import { type InstallWorld, installWorld, type StoredInstall } from '../testing/install-world.ts';
import { rerouteParked } from './reroute-parked.ts';
import { revokeAtSlack } from './revoke-at-slack.ts';
import { removeUnused } from './sweep-installations.ts';

let w: InstallWorld;
beforeAll(async () => {
  w = await installWorld();
});
beforeEach(async () => {
  await w.reset();
  await w.add();
});
afterAll(() => w.close());

const row = async () => (await w.installs())[0] as StoredInstall;
const disconnect = async (agent = w.agent): Promise<SlackDisconnected> => {
  const answer = await w.owner.call('POST', `/v1/agents/${agent.id}/slack/disconnect`, {});
  expect(answer.status).toBe(200);
  return (await answer.json()) as SlackDisconnected;
};
const remove = async (body: unknown = { confirm: true }) => {
  const id = publicId('sin', (await row()).id);
  return w.owner.call('POST', `/v1/slack/installations/${id}/disconnect`, body);
};
const uninstalls = () => w.sandbox.calls.of('apps.uninstall').calls;
const secretsOf = ({ token, refresh_token, signing_secret, app_token }: StoredInstall) => [
  ...[token, refresh_token, signing_secret, app_token],
];
const alive = () =>
  [...w.sandbox.world.tokens.values()].filter(
    ({ kind, failure, isConsented }) => kind === 'bot' && isConsented && !failure,
  ).length;
const share = async () => {
  const second = await w.addAgent(w.owner.tenant);
  const installation_id = publicId('sin', (await row()).id);
  await w.owner.call('POST', `/v1/agents/${second.id}/slack/bind`, { installation_id });
  return second;
};
const connect = async () => {
  const id = uuidv7(Date.now());
  await w.server.pool.query(
    `insert into connector (tenant, id, installation, name, settings, actor, created_by)
     values ($1, $2, $3, 'Ropes', '{"scope_template": "org:acme/channel:{channel}"}', 'service:slack', 'user:test')`,
    [w.owner.tenant, id, (await row()).id],
  );
  return id;
};

test('[INS-4] the last agent that leaves takes the app out of the workspace, and all secrets are purged', async () => {
  expect(alive()).toBe(1);
  expect(await disconnect()).toEqual({
    removed: true,
    sentence: expect.stringMatching(/the app was removed from it/),
  });
  expect(alive()).toBe(0);
  const gone = await row();
  expect(gone).toMatchObject({ state: 'removed', is_desk: false });
  expect(secretsOf(gone)).toEqual([null, null, null, null]);
  expect((await w.audits()).slice(-2)).toEqual(['slack.disconnect', 'slack.remove']);
  // what was chosen stays
  expect(await w.binding()).toMatchObject({ installation: null, team_id: gone.team_id });
});

test('[INS-4] while another agent uses the workspace the app stays, and this one is out at once', async () => {
  const second = await share();
  expect(await disconnect()).toEqual({
    removed: false,
    sentence: expect.stringMatching(/Other agents still use/),
  });
  expect(alive()).toBe(1);
  expect(await w.binding()).toMatchObject({ installation: null });
  expect(await w.binding(second)).toMatchObject({ installation: (await row()).id });
  expect((await disconnect(second)).removed).toBe(true);
  expect(alive()).toBe(0);
});

test('[INS-4] while a connector reads with it the app stays, and agents of others may have the workspace', async () => {
  await connect();
  expect(await disconnect()).toMatchObject({
    removed: false,
    sentence: expect.stringMatching(/A connector still uses/),
  });
  expect(await row()).toMatchObject({ state: 'active', is_desk: false });
});

test('[INS-4] disconnected twice, at once and later, is a result', async () => {
  const answers = await Promise.all([disconnect(), disconnect()]);
  expect(answers.filter(({ removed }) => removed)).toHaveLength(1);
  expect((await disconnect()).sentence).toMatch(/isn’t connected/);
  expect(uninstalls()).toBe(1);
});

test('[INS-4] what waited for an agent that left is parked with its reason, and nobody else’s', async () => {
  const second = await share();
  const post = async (agent: string) => {
    const id = uuidv7(Date.now());
    await w.server.pool.query(
      `insert into slack_post (tenant, id, installation, channel, agent, kind)
       values ($1, $2, $3, 'C1', $4, 'test')`,
      [w.owner.tenant, id, (await row()).id, agent],
    );
    return id;
  };
  const [mine, theirs] = [await post(w.agent.uuid), await post(second.uuid)];
  await disconnect();
  const { rows } = await w.server.pool.query(
    'select id, state, trouble from slack_post where id = any($1)',
    [[mine, theirs]],
  );
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: mine, state: 'parked', trouble: 'not_connected' },
      { id: theirs, state: 'waiting', trouble: null },
    ]),
  );
  await w.server.pool.query('delete from slack_post');
});

test('[NTF-4] who waits behind what a disconnecting parks is mailed about, also if its process dies', async () => {
  await w.server.pool.query(
    `update slack_binding set settings = jsonb_set(settings, '{default_channel}', '"C0SUPPORT1"')`,
  );
  const visitor = await w.visit();
  const { conversation } = await visitor.say('Hello?');
  await visitor.call('POST', `/v1/widget/conversations/${conversation.id}/escalate`, {});
  await disconnect();
  // its commit left the work to a job
  const { rows } = await w.server.pool.query<{ payload: { tenant: string; posts: string[] } }>(
    `select payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'slack_reroute'`,
  );
  const [job] = rows;
  expect(job?.payload.posts).toHaveLength(1);
  if (!job) return;
  for (const _ of 'twice') await rerouteParked(w.server.ctx, job.payload, attempt);
  const { rows: mails } = await w.server.pool.query(
    `select key from graphile_worker._private_jobs where key like 'mail_escalation:%'`,
  );
  expect(mails).toHaveLength(1);
});

const attempt = { signal: new AbortController().signal, attempt: 1, isLast: false };

test('[INS-4] Disconnect workspace needs a yes, and ends it for all agents and connectors', async () => {
  const second = await share();
  await connect();
  expect((await remove({})).status).toBe(422);
  const answer = await remove();
  expect(await answer.json()).toMatchObject({ removed: true });
  expect(await w.binding()).toMatchObject({ installation: null });
  expect(await w.binding(second)).toMatchObject({ installation: null });
  expect(secretsOf(await row())).toEqual([null, null, null, null]);
  const list = await w.owner.call('GET', '/v1/slack/installations');
  expect(await list.json()).toEqual({ items: [] });
  // and again
  expect(await (await remove()).json()).toMatchObject({ removed: true });
  expect(uninstalls()).toBe(1);
});

test('[INS-4] a Slack that doesn’t answer keeps no secret here, and the sentence says so', async () => {
  w.sandbox.faults.add({ kind: 'http', method: 'apps.uninstall', status: 503 });
  expect(await disconnect()).toEqual({
    removed: true,
    sentence: expect.stringMatching(/Slack didn’t answer.*by hand/),
  });
  expect(secretsOf(await row())).toEqual([null, null, null, null]);
});

test('[INS-4] a Slack that refuses is told apart', async () => {
  w.sandbox.faults.add({ kind: 'error', method: 'apps.uninstall', error: 'no_permission' });
  expect((await disconnect()).sentence).toMatch(/Slack refused/);
  expect(secretsOf(await row())).toEqual([null, null, null, null]);
});

test('[INS-4] a process that dies before it asked Slack is succeeded by a job', async () => {
  w.sandbox.faults.add({ kind: 'http', method: 'apps.uninstall', status: 503, times: 1 });
  const { tenant, id, token } = await row();
  await disconnect();
  // as it is between the commit and the question
  await w.server.pool.query('update slack_installation set token = $2 where id = $1', [id, token]);
  const { rows } = await w.server.pool.query<{ task: string }>(
    `select task_identifier as task from graphile_worker.jobs where key = $1`,
    [`revoke_slack:${id}`],
  );
  expect(rows).toEqual([{ task: 'revoke_slack' }]);
  expect(await revokeAtSlack(w.server.ctx, { tenant, installation: id })).toBe('revoked');
  expect(alive()).toBe(0);
  expect((await row()).token).toBeNull();
  expect(await revokeAtSlack(w.server.ctx, { tenant, installation: id })).toBe('nothing');
});

test('[INS-4] what was installed again meanwhile is never revoked by what came before', async () => {
  await disconnect();
  await w.add();
  const { tenant, id } = await row();
  expect(await revokeAtSlack(w.server.ctx, { tenant, installation: id })).toBe('nothing');
  expect(await row()).toMatchObject({ state: 'active' });
  expect(alive()).toBe(1);
});

test('[INS-4] reconnecting finds the row, the routes and the threads of before', async () => {
  const before = await row();
  const chosen = { default_channel: 'C0SUPPORT', thread_delay: 7 };
  await w.server.pool.query('update slack_binding set settings = settings || $1', [
    JSON.stringify(chosen),
  ]);
  await disconnect();
  expect(await w.add()).toBe('connected');
  expect(await row()).toMatchObject({ id: before.id, state: 'active', is_desk: true });
  expect(await w.binding()).toMatchObject({ installation: before.id, settings: chosen });
});

test('[INS-4] in another workspace the choices stay, and the channels of the former don’t', async () => {
  await w.server.pool.query('update slack_binding set settings = settings || $1', [
    JSON.stringify({ default_channel: 'C0SUPPORT', thread_delay: 7 }),
  ]);
  w.sandbox.world.changeTeam({ id: 'T0OTHER', name: 'Other Works', domain: 'other' });
  expect(await w.add()).toBe('connected');
  expect(await w.binding()).toMatchObject({
    ...{ team_id: 'T0OTHER', settings: { default_channel: null, thread_delay: 7 } },
  });
});

test('[INS-4] the workspace of agents that were deleted is let go of, after a while', async () => {
  await w.server.pool.query('delete from slack_binding');
  const sweep = () => removeUnused(w.server.ctx, w.server.ctx.stopping);
  await sweep();
  expect(await row()).toMatchObject({ state: 'active' });
  await w.server.pool.query(
    `update slack_installation set token_at = now() - interval '2 h', state_at = now() - interval '2 h'`,
  );
  await sweep();
  expect(await row()).toMatchObject({ state: 'removed', token: null });
  expect(alive()).toBe(0);
});

test('[INS-4] another tenant’s workspace is as unknown as none, and a viewer changes nothing', async () => {
  const made = await w.owner.call('POST', '/v1/tenants', { name: 'Other' });
  const { id: tenant } = (await made.json()) as { id: string };
  const id = publicId('sin', (await row()).id);
  const there = { 'x-belay-tenant': tenant };
  for (const [method, path, body] of [
    ['POST', `/v1/slack/installations/${id}/disconnect`, { confirm: true }],
    ['GET', `/v1/slack/installations/${id}/teams`, undefined],
    ['POST', `/v1/agents/${w.agent.id}/slack/disconnect`, {}],
    ['POST', `/v1/agents/${w.agent.id}/slack/bind`, { installation_id: id }],
  ] as const)
    expect((await w.owner.call(method, path, body, there)).status).toBe(404);
  const own = await w.addAgent(tenant);
  const foreign = { installation_id: id };
  expect(
    (await w.owner.call('POST', `/v1/agents/${own.id}/slack/bind`, foreign, there)).status,
  ).toBe(404);
  expect(await row()).toMatchObject({ state: 'active' });
});
