import { randomUUID } from 'node:crypto';
import type { ConnectorSettings } from '@belay/contract/connector';
import type pg from 'pg';

export interface MadeConnector {
  tenant: string;
  installation: string;
  connector: string;
  rootScope: string;
  actor: string;
}

export const testSettings: ConnectorSettings = {
  channels: 'all_public',
  scope_template: 'org:test/source:slack/channel:{channel}',
  mode: 'polling',
  poll_seconds: 10,
  include_bots: false,
  backfill_days: null,
  files: true,
  deletes: 'forget',
  retention_days: null,
  redact: { emails: false, phones: false },
};

/** The rows of a connector, as `POST /v1/connectors` writes them; a new tenant unless one is given. */
export async function makeConnector(
  pool: pg.Pool,
  options: {
    tenant?: { id: string; rootScope: string };
    /** another connector of an installation that stands already */
    installation?: string;
    settings?: Partial<ConnectorSettings>;
    /** the sealed bot token; none: nothing can be read */
    sealToken?: (name: string) => Buffer;
    teamId?: string;
  } = {},
): Promise<MadeConnector> {
  const { id: tenant, rootScope } = options.tenant ?? (await makeTenant(pool));
  const installation = options.installation ?? randomUUID();
  const connector = randomUUID();
  const actor = `service:slack-${connector.slice(-12)}`;
  if (options.installation === undefined)
    await pool.query(
      `insert into slack_installation
         (tenant, id, team_id, team_name, domain, url, bot_user_id, scopes, token)
       values ($1, $2, $3, 'Rope Works', 'rope-works', 'https://rope-works.example/', 'U0BOT', '{}', $4)`,
      [
        tenant,
        installation,
        options.teamId ?? 'T1',
        options.sealToken?.(`slack-token:${installation}`) ?? Buffer.from('none'),
      ],
    );
  await pool.query(
    `insert into connector (tenant, id, installation, name, settings, actor, created_by)
     values ($1, $2, $3, 'Rope Works', $4, $5, 'user:ada')`,
    [
      tenant,
      connector,
      installation,
      JSON.stringify({
        ...testSettings,
        scope_template: `${rootScope}/source:slack/channel:{channel}`,
        ...options.settings,
      }),
      actor,
    ],
  );
  return { tenant, installation, connector, rootScope, actor };
}

async function makeTenant(pool: pg.Pool): Promise<{ id: string; rootScope: string }> {
  const id = randomUUID();
  const rootScope = `org:t_${id.slice(-12)}`;
  await pool.query('insert into tenant (id, root_scope) values ($1, $2)', [id, rootScope]);
  return { id, rootScope };
}
