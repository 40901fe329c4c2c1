import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { invitePerson } from '../../../testing/test-person.ts';
import { type SlackDeskWorld, slackDeskWorld } from '../testing/slack-desk-world.ts';
import { saveSettings } from './save-settings.ts';

let world: SlackDeskWorld;
beforeAll(async () => {
  world = await slackDeskWorld({ jobs: false, outbox: false });
});
afterAll(() => world.close());

beforeEach(async () => {
  await world.bind({ default_channel: world.channels.support });
});

const path = () => `/v1/agents/${world.agent.id}/slack`;
async function view(): Promise<AgentSlackView> {
  const answer = await world.owner.call('GET', path());
  expect(answer.status).toBe(200);
  return (await answer.json()) as AgentSlackView;
}
async function save(
  change: Partial<SlackSettings>,
  version?: string,
): Promise<{ status: number; body: AgentSlackView & ErrorBody }> {
  const { settings } = await view();
  const answer = await world.owner.call('PUT', path(), {
    ...settings,
    ...change,
    ...(version === undefined ? {} : { version }),
  });
  return { status: answer.status, body: (await answer.json()) as AgentSlackView & ErrorBody };
}
async function refused(change: Partial<SlackSettings>): Promise<ErrorBody> {
  const before = await view();
  const { status, body } = await save(change);
  expect(status).toBe(422);
  expect((await view()).settings).toEqual(before.settings);
  return body;
}

test('[NTF-1] what is saved counts at once, and its channels are known by name', async () => {
  const { channels } = world;
  const { status, body } = await save({
    catch_all: channels.all,
    rules: [
      {
        name: 'Sales',
        channel: channels.leads,
        mention: null,
        when: { events: ['lead'], page: [], words: [], languages: [], hours: null },
      },
    ],
  });
  expect(status).toBe(200);
  expect(body.settings).toMatchObject({ catch_all: channels.all, rules: [{ name: 'Sales' }] });
  expect(body.channels.map(({ id, name }) => [id, name])).toEqual(
    expect.arrayContaining([
      [channels.all, 'all'],
      [channels.leads, 'leads'],
    ]),
  );
  expect(body).toMatchObject({ state: 'connected', team_id: world.sandbox.world.team.current.id });
  const { rows } = await world.server.pool.query(
    `select details from audit where tenant = $1 and endpoint = 'slack.change' order by id desc limit 1`,
    [world.agent.tenant],
  );
  expect(rows[0].details).toEqual({ agent_id: world.agent.id, changed: ['catch_all', 'rules'] });
});

test('[TKO-7] a public channel that a route leads to is joined by the save', async () => {
  const { channels, sandbox } = world;
  const { body } = await save({ fallback_channel: channels.quiet });
  expect(body.channels.find(({ id }) => id === channels.quiet)?.is_member).toBe(true);
  expect(sandbox.world.channel(channels.quiet).members).toContain(sandbox.app.botUserId);
  sandbox.world.leave(channels.quiet, sandbox.app.botUserId);
});

test('[INS-1] channels that Slack doesn’t show, and archived ones, are refused by their field', async () => {
  const { channels, sandbox, mara } = world;
  expect(await refused({ default_channel: 'C0NOWHERE' })).toMatchObject({
    error_code: 'INVALID_BODY',
    details: { field: 'default_channel', reason: 'unknown_channel' },
  });
  expect((await refused({ catch_all: channels.vault })).message).toContain('/invite');
  const old = sandbox.world.addChannel({ name: 'old', members: [mara] }).id;
  sandbox.world.archive(old, mara);
  const { settings } = await view();
  const events = { ...settings.events, lead: { enabled: true, channel: old } };
  expect(await refused({ events })).toMatchObject({
    message: expect.stringContaining('#old is archived'),
    details: { field: 'events.lead.channel', reason: 'archived' },
  });
});

test('[INS-1] a channel that another company is in needs a yes', async () => {
  const shared = world.sandbox.world.addChannel({
    ...{ name: 'with-acme', isExtShared: true },
    members: [world.mara, world.sandbox.app.botUserId],
  }).id;
  const { details } = await refused({ default_channel: shared });
  expect(details).toEqual({
    ...{ field: `channels.${shared}.shared_confirmed`, reason: 'shared_unconfirmed' },
    named_by: 'default_channel',
  });
  const yes = { redaction: 'none', language: 'en', shared_confirmed: true } as const;
  const { status, body } = await save({ default_channel: shared, channels: { [shared]: yes } });
  expect(status).toBe(200);
  expect(body.warnings).toContainEqual(
    expect.objectContaining({
      kind: 'shared_channel',
      channels: [{ id: shared, name: 'with-acme' }],
    }),
  );
  // and can’t be taken back without choosing another channel
  const no = { ...yes, shared_confirmed: false };
  expect((await refused({ channels: { [shared]: no } })).details.reason).toBe('shared_unconfirmed');
});

test('[NTF-1] user groups and actions that are none are refused by their field', async () => {
  const group = world.sandbox.world.addGroup({ handle: 'on-call' }).id;
  const rule = (mention: string) => ({
    ...{ name: 'Ring', channel: world.channels.leads, mention },
    when: { events: [], page: [], words: [], languages: [], hours: null },
  });
  expect(await refused({ rules: [rule('S0NOBODY')] })).toMatchObject({
    details: { field: 'rules.0.mention', reason: 'unknown_user_group' },
  });
  expect((await save({ rules: [rule(group)] })).status).toBe(200);
  const nothing = `act_${'0'.repeat(32)}`;
  expect(await refused({ muted_actions: [nothing] })).toMatchObject({
    details: { field: 'muted_actions.0', reason: 'unknown_action' },
  });
});

test('[NTF-6] a ladder climbs: a step before the one above it is refused', async () => {
  const remind = (after_minutes: number) => ({ do: 'remind' as const, after_minutes });
  expect(await refused({ ladder: [remind(10), remind(5)] })).toMatchObject({
    details: { field: 'ladder.1.after_minutes', reason: 'out_of_order' },
  });
  expect((await save({ ladder: [remind(5), remind(5)] })).status).toBe(200);
});

test('[NTF-1] of two who saved from the same page, the second is told, and nothing of the first is lost', async () => {
  const { version } = await view();
  expect((await save({ thread_delay: 7 }, version)).status).toBe(200);
  const second = await save({ thread_delay: 0 }, version);
  expect([second.status, second.body.error_code]).toEqual([409, 'CONFLICT']);
  expect(second.body.details).toMatchObject({ field: 'version', reason: 'saved_meanwhile' });
  expect((await view()).settings.thread_delay).toBe(7);
});

test('[NTF-1] many savers at once: each saved state was judged against what it replaced', async () => {
  const { server, agent, owner } = world;
  const base = await view();
  const caller = {
    ...{ tenant: agent.tenant, actor: 'user:x', jti: 'x', expiresAt: 0, parents: [] },
    ...{ capabilities: ['*'], scopes: [], privateChannels: 'all' as const },
  };
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, (_, n) =>
      saveSettings(server.ctx, caller, agent.uuid, {
        ...{ ...base.settings, thread_delay: n },
        version: base.version,
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(owner.tenant).toBe(agent.tenant);
});

test('[NTF-7] how a channel shows visitors stays when no route leads there any more; stricter draws anew', async () => {
  const { channels, server, agent, installation } = world;
  const masked = { redaction: 'masked', language: 'en', shared_confirmed: false } as const;
  await save({ channels: { [channels.support]: masked } });
  const moved = await save({ default_channel: channels.leads, channels: {} });
  expect(moved.body.settings.channels[channels.support]).toEqual(masked);
  const { rows } = await server.pool.query<{ id: string }>(
    `insert into slack_post (tenant, id, installation, channel, agent, kind, state, ts, drawn)
     values ($1, gen_random_uuid(), $2, $3, $4, 'card', 'posted', '1.2', 1) returning id`,
    [agent.tenant, installation, channels.support, agent.uuid],
  );
  await save({
    channels: { [channels.support]: { ...masked, redaction: 'no_transcript' } },
  });
  const { rows: after } = await server.pool.query(
    'select version, redraw_at is not null as due from slack_post where id = $1',
    [rows[0]?.id],
  );
  expect(after).toEqual([{ version: 2, due: true }]);
});

test('[NTF-1] what is no setting, and what belongs to nobody, is refused', async () => {
  const { owner, agent, addAgent } = world;
  const bad = await owner.call('PUT', path(), { default_channel: 'support' });
  expect([bad.status, ((await bad.json()) as ErrorBody).details.field]).toEqual([
    422,
    'default_channel',
  ]);
  const missing = await owner.call('PUT', `/v1/agents/agt_${'0'.repeat(32)}/slack`, {});
  expect(missing.status).toBe(404);
  const fresh = await addAgent(agent.tenant);
  const early = await owner.call('PUT', `/v1/agents/${fresh.id}/slack`, {});
  expect([early.status, ((await early.json()) as ErrorBody).details.reason]).toEqual([
    409,
    'not_connected',
  ]);
  const shown = await owner.call('GET', `/v1/agents/${fresh.id}/slack`);
  expect(await shown.json()).toMatchObject({
    ...{ state: 'not_connected', installation: null, version: '', problems: [], parked: 0 },
    checks: { active: true, public: true, trained: false },
    settings: { default_channel: null, events: { escalation: { enabled: true } } },
  });
  const operator = await invitePerson(world.server, owner, {
    ...{ email: 'op@example.com', role: 'operator' },
  });
  expect((await operator.call('GET', path())).status).toBe(200);
  expect((await operator.call('PUT', path(), {})).status).toBe(403);
});

test('[NTF-1] while Slack refuses the app everything but new channels can be changed', async () => {
  const { server, agent, channels, sandbox } = world;
  const mend = sandbox.faults.add({
    ...{ kind: 'error', method: 'conversations.info', error: 'invalid_auth' },
  });
  expect((await save({ thread_delay: 9 })).status).toBe(200);
  const { status, body } = await save({ default_channel: channels.all });
  expect([status, body.error_code, body.details.slack_error]).toEqual([
    ...[422, 'SLACK_REFUSED', 'invalid_auth'],
  ]);
  mend();
  await server.pool.query(
    'update slack_binding set installation = null where tenant = $1 and agent = $2',
    [agent.tenant, agent.uuid],
  );
  const shown = await view();
  expect(shown).toMatchObject({ state: 'disconnected', settings: { thread_delay: 9 } });
  expect(shown.problems).toMatchObject([{ trouble: 'not_connected', fix: { do: 'reinstall' } }]);
  expect((await save({ thread_delay: 8 })).status).toBe(200);
  expect((await save({ default_channel: channels.all })).status).toBe(409);
});
