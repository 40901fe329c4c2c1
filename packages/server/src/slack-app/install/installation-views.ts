import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import { connectorId } from '../../connectors/store/connector-id.ts';
import type { Context } from '../../context.ts';
import { agentId } from '../../desk/agents/agent-id.ts';
import { installationId } from './find-installation.ts';

interface Row {
  id: string;
  team_id: string;
  team_name: string;
  url: string;
  enterprise_id: string | null;
  enterprise_name: string | null;
  is_org_wide: boolean;
  state: SlackInstallationView['state'];
  reason: string | null;
  bot_user_id: string;
  scopes: string[];
  app: 'own' | 'server' | null;
  has_signing_secret: boolean;
  has_app_token: boolean;
  heard_at: Date | null;
  rotates: boolean;
  agents: { id: string; name: string }[];
  connectors: { id: string; name: string }[];
  installed_by: string | null;
  token_at: Date;
}

const statement = `
select i.id, i.team_id, i.team_name, i.url, i.enterprise_id, i.enterprise_name, i.is_org_wide,
  i.state, i.reason, i.bot_user_id, i.scopes, i.app, i.heard_at, i.installed_by, i.token_at,
  i.signing_secret is not null or (i.app is not distinct from 'own' and p.signing_secret is not null)
    as has_signing_secret,
  i.app_token is not null or (i.app is not distinct from 'own' and p.app_token is not null) as has_app_token,
  i.refresh_token is not null as rotates,
  coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name)
    from slack_binding b join agent a on a.tenant = b.tenant and a.id = b.agent
    where b.tenant = i.tenant and b.installation = i.id), '[]') as agents,
  coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name)
    from connector c where c.tenant = i.tenant and c.installation = i.id
      and c.wanted <> 'deleting'), '[]') as connectors
from slack_installation i
left join slack_app p on p.tenant = i.tenant
where i.tenant = $1 and (i.id = $2 or ($2::uuid is null and i.state <> 'removed'))
order by i.team_name, i.id`;

/**
 * Workspaces and organisations that our app is in, with everybody who uses them; or one of them,
 * whatever became of it. Those that were removed are listed no more.
 */
export async function installationViews(
  ctx: Pick<Context, 'pool' | 'config'>,
  tenant: string,
  installation?: string,
): Promise<SlackInstallationView[]> {
  const { rows } = await ctx.pool.query<Row>(statement, [tenant, installation ?? null]);
  return rows.map((row) => view(ctx.config.slackApp, row));
}

function view(server: Context['config']['slackApp'], row: Row): SlackInstallationView {
  const ofServer = row.app === 'server' ? server : undefined;
  const socket = row.has_app_token || ofServer?.appToken !== undefined;
  const http = row.has_signing_secret || ofServer?.signingSecret !== undefined;
  return {
    id: installationId(row.id),
    team: { id: row.team_id, name: row.team_name, url: row.url },
    enterprise:
      row.enterprise_id === null ? null : { id: row.enterprise_id, name: row.enterprise_name },
    is_org_wide: row.is_org_wide,
    state: row.state,
    reason: row.reason,
    bot_user_id: row.bot_user_id,
    scopes: row.scopes,
    // Slack sends over one of them: with an app-level token it is the socket
    delivery: socket ? 'socket' : http ? 'http' : 'none',
    heard_at: row.heard_at?.toISOString() ?? null,
    token_rotates: row.rotates,
    agents: row.agents.map(({ id, name }) => ({ id: agentId(id), name })),
    connectors: row.connectors.map(({ id, name }) => ({ id: connectorId(id), name })),
    installed_by: row.installed_by,
    installed_at: row.token_at.toISOString(),
  };
}
