import type { SlackTeamChoice, SlackTeamsPage } from '@belay/contract/desk/slack-install';
import { BelayError } from '@belay/contract/error';
import { fields, list, text } from '@belay/slack/parse/fields';
import type { Context } from '../../context.ts';
import { SlackSaidNo, slackCall } from '../slack-call.ts';
import { findInstallation } from './find-installation.ts';
import { installationAccess } from './installation-token.ts';
import type { InstallationAccess } from './stored-access.ts';

const mostPages = 50;

/** The workspaces of an organisation into which admins let the app: `auth.teams.list`. */
export async function askGrantedTeams(
  { token, apiUrl }: InstallationAccess,
  signal: AbortSignal,
): Promise<SlackTeamChoice[]> {
  const teams: SlackTeamChoice[] = [];
  let cursor = '';
  for (let page = 0; page < mostPages; page++) {
    const args = { limit: '100', ...(cursor === '' ? {} : { cursor }) };
    const body = await slackCall({ apiUrl, signal }, 'auth.teams.list', { token }, args);
    for (const team of list(body.teams).map(fields)) {
      const id = text(team.id);
      if (id !== undefined) teams.push({ id, name: (text(team.name) ?? id).slice(0, 200) });
    }
    cursor = text(fields(body.response_metadata).next_cursor) ?? '';
    if (cursor === '') break;
  }
  return teams;
}

/** Asks and keeps it: the order in which Slack told of changes doesn't matter then. */
export async function readGrantedTeams(
  ctx: Context,
  tenant: string,
  installation: string,
): Promise<SlackTeamChoice[]> {
  const access = await installationAccess(ctx, tenant, installation);
  const teams = await askGrantedTeams(access, ctx.stopping);
  await ctx.pool.query(
    `with changed as (
       update slack_installation set granted_teams = $3
       where tenant = $1 and id = $2 and state = 'active' and granted_teams is distinct from $3
       returning id)
     select pg_notify('belay_slack', id::text) from changed`,
    [tenant, installation, JSON.stringify(teams)],
  );
  return teams;
}

/** `GET /v1/slack/installations/{id}/teams`. Throws NOT_FOUND, SLACK_REFUSED, UNAVAILABLE. */
export async function teamsPage(
  ctx: Context,
  tenant: string,
  installation: string,
): Promise<SlackTeamsPage> {
  const row = await findInstallation(ctx.pool, tenant, installation);
  if (!row.is_org_wide) return { items: [{ id: row.team_id, name: row.team_name }], hint: null };
  try {
    const items = await readGrantedTeams(ctx, tenant, installation);
    const hint =
      items.length > 0
        ? null
        : 'The app is installed for the organisation, but in none of its workspaces yet. An admin of the organisation adds it to one under Manage Organization → Integrations → Installed Apps.';
    return { items, hint };
  } catch (error) {
    if (!(error instanceof SlackSaidNo)) throw error;
    throw new BelayError(
      'SLACK_REFUSED',
      `Slack doesn’t list the workspaces of this organisation (${error.code}). Add the app to Slack again.`,
      { slack_error: error.code },
    );
  }
}
