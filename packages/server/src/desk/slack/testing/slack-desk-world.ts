import { randomUUID } from 'node:crypto';
import type { AgentSettings } from '@belay/contract/desk/agent';
import { slackSettings } from '@belay/contract/desk/slack-settings';
import type { Role } from '@belay/contract/people';
import { type Sandbox, type SandboxOptions, startSandbox } from '@belay/sandbox/start-sandbox';
import type { z } from 'zod';
import { secretName } from '../../../connectors/installation/installation-secrets.ts';
import { publicId } from '../../../memory/ids.ts';
import { invitePerson, type TestPerson } from '../../../testing/test-person.ts';
import { type DeskWorld, deskWorld, type TestAgent } from '../../visitors/testing/desk-world.ts';
import type { OutboxTiming } from '../outbox/outbox-timing.ts';
import { quickOutbox } from '../outbox/testing/quick-outbox.ts';

/** A message as Slack serves it. */
export interface SlackMessage {
  ts: string;
  text: string;
  thread_ts?: string;
  subtype?: string;
  blocks?: unknown[];
  [member: string]: unknown;
}

type SettingsWish = z.input<typeof slackSettings>;

/** A desk whose agent tells a sandbox workspace, and people who are in both. */
export interface SlackDeskWorld extends DeskWorld {
  sandbox: Sandbox;
  /** uuid of our app in that workspace, and its `sin_…` */
  installation: string;
  installationId: string;
  /** ids: all public, the bot is in each but `quiet`; `vault` is private and the bot is not in it */
  channels: Record<'support' | 'leads' | 'all' | 'quiet' | 'vault', string>;
  /** a member of the workspace, in every channel, who is nobody here */
  mara: string;
  /** another installation of an app in a workspace of its own; rows only */
  install(tenant?: string): Promise<string>;
  /** the row that ties an agent to the workspace; its settings replace what was there */
  bind(settings?: SettingsWish, agent?: TestAgent, installation?: string): Promise<void>;
  /** somebody with an account here, an account in Slack under one e-mail, and a place in all channels */
  colleague(name: string, role?: Role): Promise<TestPerson & { id: string; slack: string }>;
  /** what stands in a channel, the oldest first; threads left out */
  posts(channel: string): SlackMessage[];
  /** the root and what follows it */
  thread(channel: string, ts: string): SlackMessage[];
  /** until nothing that is due waits any more: jobs, posts, redraws, what Slack told */
  settle(): Promise<void>;
}

const channelNames = ['support', 'leads', 'all', 'quiet', 'vault'] as const;

/** Default: everything of five events goes to `support`. */
export async function slackDeskWorld(
  options: {
    agent?: Partial<AgentSettings>;
    settings?: SettingsWish;
    sandbox?: SandboxOptions;
    env?: Record<string, string>;
    /** default true: jobs and timers run */
    jobs?: boolean;
    /** default: posts are sent, many times as quick as in the product; false: nobody sends */
    outbox?: boolean | OutboxTiming;
    /** false: not connected yet */
    bound?: boolean;
  } = {},
): Promise<SlackDeskWorld> {
  const sandbox = await startSandbox(options.sandbox);
  const desk = await deskWorld(options.agent, {
    jobs: options.jobs ?? true,
    outbox: options.outbox ?? quickOutbox,
    slackApiUrl: () => sandbox.apiUrl,
    // Slack's tiers are a minute wide; whoever tests them asks for them
    env: { SLACK_RATE: 'unlimited', ...options.env },
  });
  const { server, owner, agent } = desk;
  const { world: slack, app } = sandbox;
  const mara = slack.addUser({ name: 'mara', email: 'mara@ropes.example' }).id;
  const channels = {} as SlackDeskWorld['channels'];
  for (const name of channelNames) {
    const hasBot = name !== 'quiet' && name !== 'vault';
    channels[name] = slack.addChannel({
      name,
      kind: name === 'vault' ? 'private' : 'public',
      members: [mara, ...(hasBot ? [app.botUserId] : [])],
    }).id;
  }
  const install: SlackDeskWorld['install'] = (tenant = owner.tenant) =>
    installRows(desk, sandbox, tenant);
  const installation = await install();
  const bind: SlackDeskWorld['bind'] = async (settings, to = agent, where = installation) => {
    const { id: teamId } = slack.team.current;
    await server.pool.query(
      `insert into slack_binding (tenant, agent, installation, team_id, settings, connected_at)
       values ($1, $2, $3, $4, $5, now())
       on conflict (tenant, agent) do update set installation = $3, team_id = $4, settings = $5,
         updated_at = now()`,
      [to.tenant, to.uuid, where, teamId, JSON.stringify(slackSettings.parse(settings ?? {}))],
    );
    await seeChannels(desk, sandbox, { tenant: to.tenant, installation: where });
    // those who keep in mind what is bound look again
    for (const bell of ['belay_slack', 'belay_connectors'])
      await server.pool.query('select pg_notify($1, $2)', [bell, where]);
    await untilHeard(desk, where);
  };
  const on = { enabled: true, channel: null };
  const five = { new_conversation: on, escalation: on, low_rating: on, lead: on, action: on };
  if (options.bound !== false)
    await bind({ default_channel: channels.support, events: five, ...options.settings });
  await sandbox.subscribe({ url: `${server.url}/slack/events` });
  sandbox.interactivity.configure({ requestUrl: `${server.url}/slack/interactivity` });
  sandbox.interactivity.configure({
    commands: sandbox.interactivity.settings.commands.map((command) => ({
      ...command,
      url: `${server.url}/slack/commands`,
    })),
  });
  const shown = (channel: string) => {
    const found = sandbox.truth.now().channels.find(({ id }) => id === channel);
    if (!found) throw new Error(`there is no channel ${channel}`);
    return found;
  };

  return {
    ...desk,
    ...{ sandbox, installation, channels, mara, install, bind },
    installationId: publicId('sin', installation),
    async colleague(name, role = 'operator') {
      const email = `${name.toLowerCase().replace(/\W+/g, '.')}@ropes.example`;
      const person = await invitePerson(server, owner, { email, role });
      await server.pool.query('update person set name = $2 where id = $1', [person.id, name]);
      const { id } = slack.addUser({ name, realName: name, displayName: name, email });
      for (const channel of Object.values(channels)) slack.join(channel, id);
      return { ...person, slack: id };
    },
    posts: (channel) =>
      (shown(channel).messages as SlackMessage[]).filter(({ bot_id }) => bot_id === app.botId),
    thread: (channel, ts) => (shown(channel).threads[ts] ?? []) as SlackMessage[],
    settle: () => settle(desk, sandbox),
    async close() {
      await desk.close();
      await sandbox.close();
    },
  };
}

/** Until whatever Slack tells from now on is taken as meant for that installation's agents, too. */
async function untilHeard({ server }: DeskWorld, installation: string): Promise<void> {
  const { book } = server.ctx.slackApp;
  const isHeard = async () =>
    (await book.signers(undefined)).some(({ installations }) =>
      installations.some(({ id, hasDesk }) => id === installation && hasDesk),
    );
  while (!(await isHeard())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The workspace's channels as whoever chose among them left them. */
async function seeChannels(
  { server }: DeskWorld,
  { truth, app }: Sandbox,
  { tenant, installation }: { tenant: string; installation: string },
): Promise<void> {
  const seen = truth
    .now()
    .channels.filter(({ isPrivate, members }) => !isPrivate || members.includes(app.botUserId));
  for (const { id, name, isPrivate, members } of seen)
    await server.pool.query(
      `insert into slack_channel (tenant, installation, channel, name, is_private, is_member)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [tenant, installation, id, name, isPrivate, members.includes(app.botUserId)],
    );
}

/** Our app in the sandbox's workspace as consent leaves it, whole and with all scopes. */
async function installRows(
  { server }: DeskWorld,
  sandbox: Sandbox,
  tenant: string,
): Promise<string> {
  const id = randomUUID();
  const { world, app } = sandbox;
  const { sealer, pool } = server.ctx;
  const team = world.team.current;
  const scopes = world.tokens.get(sandbox.botToken)?.scopes ?? [];
  await pool.query(
    `insert into slack_installation (tenant, id, team_id, team_name, domain, url, app_id, bot_id,
       bot_user_id, scopes, token, signing_secret, token_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, now() - interval '1 day')`,
    [
      ...[tenant, id, team.id, team.name, team.domain, `${sandbox.url}/`],
      ...[app.id, app.botId, app.botUserId, scopes],
      sealer.seal(secretName.token(id), sandbox.botToken),
      sealer.seal(secretName.signingSecret(id), sandbox.signingSecret),
    ],
  );
  return id;
}

/** What is due and not done, over all tenants. */
const unsettled = `
select (select count(*) from slack_post where state = 'sending'
         or (state = 'waiting' and coalesce(next_at, now()) <= now() + interval '2 s')
         or (redraw_at is not null and state = 'posted' and drawn < version))
     + (select count(*) from slack_heard where settled_at is null)
     + (select count(*) from slack_line where fate = 'waiting')
     + (select count(*) from slack_line where receipt is distinct from receipt_shown)
     + (select count(*) from graphile_worker._private_jobs
        where run_at <= now() + interval '1 s' and attempts < max_attempts) as n`;

/** Hours of Slack may be caught up with, on a busy machine. */
const patienceMs = 30_000;

async function settle({ server }: DeskWorld, sandbox: Sandbox): Promise<void> {
  const until = Date.now() + patienceMs;
  let calm = 0;
  let seen = '';
  while (calm < 3) {
    // what is being told right now stands in no table yet
    await sandbox.events.settled();
    const { rows } = await server.pool.query<{ n: number }>(unsettled);
    const now = `${rows[0]?.n} ${sandbox.events.attempts.length}`;
    calm = rows[0]?.n === 0 && now === seen ? calm + 1 : 0;
    seen = now;
    if (Date.now() > until) throw new Error(`it doesn’t settle: ${rows[0]?.n} things are due`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
