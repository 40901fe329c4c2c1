import type { SlackInstallLink } from '@belay/contract/desk/slack-app';
import { type Sandbox, type SandboxOptions, startSandbox } from '@belay/sandbox/start-sandbox';
import type { OutboxTiming } from '../../desk/slack/outbox/outbox-timing.ts';
import {
  type DeskWorld,
  deskWorld,
  type TestAgent,
} from '../../desk/visitors/testing/desk-world.ts';
import type { TestPerson } from '../../testing/test-person.ts';

/** What the row of an installation holds, secrets as whether they are there. */
export interface StoredInstall {
  id: string;
  tenant: string;
  team_id: string;
  enterprise_id: string | null;
  is_org_wide: boolean;
  is_desk: boolean;
  app: string | null;
  app_id: string | null;
  state: string;
  reason: string | null;
  scopes: string[];
  token: Buffer | null;
  refresh_token: Buffer | null;
  token_expires_at: Date | null;
  signing_secret: Buffer | null;
  app_token: Buffer | null;
  granted_teams: { id: string; name: string }[] | null;
  refresh_failures: number;
  refresh_error: string | null;
  installed_by: string | null;
}

/** A desk beside a sandbox whose app nobody let in yet, and a browser between them. */
export interface InstallWorld extends DeskWorld {
  sandbox: Sandbox;
  /** members of the workspace: an admin, and one who isn't */
  readonly mara: string;
  readonly ben: string;
  /** as it was: nobody let the app in yet */
  reset(): Promise<void>;
  /** Add to Slack, until the browser is at Slack; throws unless it may */
  begin(agent?: TestAgent, who?: TestPerson, body?: object): Promise<string>;
  /** what a person answers on Slack's page; where Slack sends the browser, null: nowhere */
  consent(url: string, answer?: Record<string, string>): Promise<string | null>;
  /** the browser comes back; the page that it lands on, and the code there */
  comeBack(
    address: string,
    who?: Pick<TestPerson, 'cookie'>,
  ): Promise<{ path: string; end: string | null; slackError: string | null }>;
  /** all of it; answers the code */
  add(answer?: Record<string, string>, agent?: TestAgent, body?: object): Promise<string | null>;
  /** rows of the owner's organisation, the oldest first */
  installs(): Promise<StoredInstall[]>;
  binding(agent?: TestAgent): Promise<
    | {
        installation: string | null;
        team_id: string | null;
        settings: Record<string, unknown>;
      }
    | undefined
  >;
  audits(): Promise<string[]>;
}

export async function installWorld(
  options: {
    jobs?: boolean;
    /** default: nobody sends */
    outbox?: OutboxTiming;
    sandbox?: SandboxOptions;
    env?: Record<string, string>;
  } = {},
): Promise<InstallWorld> {
  const sandbox = await startSandbox({ isInstalled: false, ...options.sandbox });
  const { oauth, world: slack } = sandbox;
  const desk = await deskWorld(
    {},
    {
      jobs: options.jobs ?? false,
      outbox: options.outbox ?? false,
      slackApiUrl: () => sandbox.apiUrl,
      env: {
        SLACK_CLIENT_ID: oauth.clientId,
        SLACK_CLIENT_SECRET: oauth.clientSecret,
        SLACK_SIGNING_SECRET: sandbox.signingSecret,
        ...options.env,
      },
    },
  );
  const { server, owner, agent } = desk;
  let mara = '';
  let ben = '';
  const people = () => {
    mara = slack.addUser({ name: 'mara', isAdmin: true }).id;
    ben = slack.addUser({ name: 'ben' }).id;
  };
  people();

  const begin: InstallWorld['begin'] = async (to = agent, who = owner, body = {}) => {
    const answer = await who.call('POST', `/v1/agents/${to.id}/slack/install`, body);
    if (!answer.ok) throw new Error(`install: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as SlackInstallLink).url;
  };
  const consent: InstallWorld['consent'] = async (url, answer = {}) => {
    const page = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: sandbox.url },
      body: new URLSearchParams({ as: mara, where: 'team', answer: 'allow', ...answer }),
    });
    if (page.status >= 400) throw new Error(`consent: ${page.status} ${await page.text()}`);
    return page.headers.get('location');
  };
  const comeBack: InstallWorld['comeBack'] = async (address, who = owner) => {
    const { pathname, search } = new URL(address);
    const answer = await fetch(server.url + pathname + search, {
      redirect: 'manual',
      headers: { cookie: who.cookie },
    });
    const landing = new URL(answer.headers.get('location') ?? 'none:');
    return {
      path: landing.pathname,
      end: landing.searchParams.get('slack'),
      slackError: landing.searchParams.get('slack_error'),
    };
  };
  return {
    ...desk,
    ...{ sandbox, begin, consent, comeBack },
    get mara() {
      return mara;
    },
    get ben() {
      return ben;
    },
    async reset() {
      await server.pool.query(
        `delete from slack_install_state; delete from slack_binding; delete from connector;
         delete from slack_installation; delete from slack_app; delete from graphile_worker._private_jobs;
         delete from audit where endpoint like 'slack.%';
         select pg_notify('belay_connectors', '')`,
      );
      sandbox.reset();
      people();
    },
    async add(answer = {}, to = agent, body = {}) {
      const back = await consent(await begin(to, owner, body), answer);
      return back === null ? null : (await comeBack(back)).end;
    },
    async installs() {
      const { rows } = await server.pool.query<StoredInstall>(
        'select * from slack_installation where tenant = $1 order by created_at',
        [owner.tenant],
      );
      return rows;
    },
    async binding(of = agent) {
      const { rows } = await server.pool.query(
        'select installation, team_id, settings from slack_binding where tenant = $1 and agent = $2',
        [of.tenant, of.uuid],
      );
      return rows[0];
    },
    async audits() {
      const { rows } = await server.pool.query<{ endpoint: string }>(
        `select endpoint from audit where tenant = $1 and endpoint like 'slack.%' order by ts, id`,
        [owner.tenant],
      );
      return rows.map(({ endpoint }) => endpoint);
    },
    async close() {
      await desk.close();
      await sandbox.close();
    },
  };
}
