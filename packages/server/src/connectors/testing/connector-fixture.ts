import type { ConnectorSettings, ConnectorView } from '@belay/contract/connector';
import type { ErrorBody } from '@belay/contract/error';
import type { Role } from '@belay/contract/people';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { roleCapabilities } from '../../auth/roles.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';

/** A tenant with the calls of its people, by what they may. */
export interface Team extends TestIdentity {
  tenant: string;
  /** the same tenant's, with what a role grants; default it reads all private channels */
  as(role: Role, privateChannels?: string[]): Promise<TestIdentity>;
}

export interface ConnectorFixture {
  server: TestServer;
  sandbox: Sandbox;
  /** a new tenant, called as its owner */
  team(): Promise<Team>;
  /** the smallest body that connects the sandbox */
  body(team: TestIdentity, change?: Partial<ConnectorSettings>): Record<string, unknown>;
  /** creates; throws what was refused */
  connect(team: TestIdentity, change?: Partial<ConnectorSettings>): Promise<ConnectorView>;
  close(): Promise<void>;
}

/** A server whose Slack is a sandbox of its own. */
export async function connectorFixture(
  env: Record<string, string> = {},
): Promise<ConnectorFixture> {
  const sandbox = await startSandbox();
  const server = await startTestServer(env, undefined, () => sandbox.apiUrl);
  const body: ConnectorFixture['body'] = ({ scope }, change = {}) => ({
    kind: 'slack',
    token: sandbox.botToken,
    settings: {
      channels: 'all_public',
      scope_template: `${scope}/source:slack/channel:{channel}`,
      mode: 'polling',
      ...change,
    },
  });
  return {
    server,
    sandbox,
    body,
    async team() {
      const signed = await server.signup();
      const who = (await (await signed.call('GET', '/v1/auth/whoami')).json()) as {
        tenant_id: string;
      };
      const as: Team['as'] = async (role, privateChannels) => {
        const { token } = await server.ctx.tokens.mint({
          tenant: who.tenant_id,
          actor: signed.actor,
          capabilities: roleCapabilities[role],
          scopes: [signed.scope],
          ttlMs: 3_600_000,
          privateChannels: privateChannels ?? 'all',
        });
        return server.identity(token, signed.actor, signed.scope);
      };
      return { ...(await as('owner')), tenant: who.tenant_id, as };
    },
    async connect(team, change) {
      const answer = await team.call('POST', '/v1/connectors', body(team, change));
      const shown = await answer.json();
      if (answer.status !== 201) throw new Error((shown as ErrorBody).message);
      return shown as ConnectorView;
    },
    async close() {
      await server.close();
      await sandbox.close();
    },
  };
}
