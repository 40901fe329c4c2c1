import { randomUUID } from 'node:crypto';
import type { AgentView } from '@belay/contract/desk/agent';
import { slackSettings } from '@belay/contract/desk/slack-settings';
import type { VisitorMessageAnswer, WidgetSession } from '@belay/contract/desk/widget';
import { createSealer } from '@belay/server/auth/sealer';
import { loadSecretKey } from '@belay/server/config/secret-key';
import { secretName } from '@belay/server/connectors/installation/installation-secrets';
import { uuidOf } from '@belay/server/memory/ids';
import { type Owner, ownerAt } from '@belay/server/testing/managed/owner-at';
import { openStage, type Stage } from './stage.ts';

/** A workspace that our app is in, as far as rows go. */
export interface Workspace {
  installation: string;
  apiUrl: string;
}

/** An organisation with a public agent, visitors who speak, and workspaces to tell of them. */
export interface NotifyStage extends Stage {
  owner: Owner;
  /** uuid */
  agent: string;
  install(apiUrl: string, app?: Partial<SlackApp>): Promise<Workspace>;
  /** where the agent tells what happens from now on */
  bind(workspace: Workspace, settings?: object): Promise<void>;
  /** a conversation (uuid) of a visitor who said something */
  converse(): Promise<string>;
  /** its visitor asks for a person */
  escalate(conversation: string): Promise<void>;
}

interface SlackApp {
  token: string;
  signingSecret: string;
  teamId: string;
  appId: string;
  botId: string;
  botUserId: string;
}

export async function openNotifyStage(env: Record<string, string> = {}): Promise<NotifyStage> {
  // each visitor has an address of their own
  const stage = await openStage({ BELAY_PROXIES: '1', BELAY_SIGNUP: 'open', ...env });
  const owner = await ownerAt(stage.url, stage.setupToken);
  const made = await owner.call<AgentView>('POST', '/v1/agents', { name: 'Bench' });
  await owner.call('PATCH', `/v1/agents/${made.id}`, { public: true });
  const agent = uuidOf('agt', made.id) ?? '';
  const { tenant } = await tenantOf(stage, agent);
  const sealer = createSealer(await loadSecretKey(undefined, stage.dataDir));
  let visitors = 0;
  const speakers = new Map<string, { id: string; headers: Record<string, string> }>();
  return {
    ...stage,
    ...{ owner, agent },
    async install(apiUrl, app = {}) {
      const installation = randomUUID();
      const { token = 'xoxb-bench', signingSecret = 'bench' } = app;
      const { teamId = `T${visitors++}BENCH`, appId = 'A1', botId = 'B1', botUserId = 'U1' } = app;
      await stage.pool.query(
        `insert into slack_installation (tenant, id, team_id, team_name, domain, url, app_id, bot_id,
           bot_user_id, scopes, token, signing_secret, api_url, token_at)
         values ($1, $2, $3, 'Bench', 'bench', 'https://bench.example/', $4, $5, $6, '{chat:write}',
           $7, $8, $9, now() - interval '1 day')`,
        [
          ...[tenant, installation, teamId, appId, botId, botUserId],
          sealer.seal(secretName.token(installation), token),
          sealer.seal(secretName.signingSecret(installation), signingSecret),
          apiUrl,
        ],
      );
      return { installation, apiUrl };
    },
    async bind({ installation }, settings = {}) {
      await stage.pool.query(
        `insert into slack_binding (tenant, agent, installation, team_id, settings, connected_at)
         values ($1, $2, $3, 'T1', $4, now())
         on conflict (tenant, agent) do update set installation = $3, settings = $4`,
        [tenant, agent, installation, JSON.stringify(slackSettings.parse(settings))],
      );
      for (const bell of ['belay_slack', 'belay_connectors'])
        await stage.pool.query('select pg_notify($1, $2)', [bell, installation]);
    },
    async converse() {
      const n = visitors++;
      const from = { 'x-forwarded-for': `198.51.${100 + (n >> 8)}.${n & 255}` };
      const session = await ask<WidgetSession>(stage, 'session', { agent_id: made.id }, from);
      const headers = { ...from, authorization: `Bearer ${session.token}` };
      const said = { text: 'Does the rope hold?', client_id: 'first' };
      const { conversation } = await ask<VisitorMessageAnswer>(stage, 'messages', said, headers);
      const uuid = uuidOf('cnv', conversation.id) ?? '';
      speakers.set(uuid, { id: conversation.id, headers });
      return uuid;
    },
    async escalate(conversation) {
      const { id = '', headers = {} } = speakers.get(conversation) ?? {};
      await ask(stage, `conversations/${id}/escalate`, {}, headers);
    },
  };
}

async function tenantOf({ pool }: Stage, agent: string): Promise<{ tenant: string }> {
  const { rows } = await pool.query<{ tenant: string }>('select tenant from agent where id = $1', [
    agent,
  ]);
  const [row] = rows;
  if (!row) throw new Error('the agent is not there');
  return row;
}

async function ask<T>(
  { url }: Stage,
  path: string,
  body: object,
  headers: Record<string, string>,
): Promise<T> {
  const answer = await fetch(`${url}/v1/widget/${path}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
