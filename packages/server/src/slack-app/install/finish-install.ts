import type { SlackInstallEnd } from '@belay/contract/desk/slack-install';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import { covers } from '../../auth/capabilities.ts';
import { type CheckedToken, identifyToken } from '../../connectors/installation/check-token.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { credentialsOf, type SlackAppCredentials } from '../app/app-credentials.ts';
import { SlackSaidNo } from '../slack-call.ts';
import { auditSlack } from './audit-slack.ts';
import { exchangeCode, type GrantedInstall } from './exchange-code.ts';
import { findInstallation, installationId } from './find-installation.ts';
import { askGrantedTeams } from './granted-teams.ts';
import type { InstallState } from './install-state.ts';
import { WorkspaceTaken } from './own-workspace.ts';
import { missingToSpeak } from './refuse-mute.ts';
import { saveInstall } from './save-install.ts';
import { writeBinding } from './write-binding.ts';

/** How it ended, with Slack's own word where there is one. */
export interface InstallEnd {
  end: SlackInstallEnd;
  slackError?: string | undefined;
}

/** Of consent, a workspace or an organisation doesn't let the app in before an admin says yes. */
const approvalCodes = new Set([
  'enterprise_is_restricted',
  'team_access_not_granted',
  'app_access_restricted',
  'restricted_action',
  'org_login_required',
]);

/**
 * The code that Slack gave, for tokens, a row and a tied agent; the state is proved before. One
 * commit: there is no installation without its agent, unless its organisation has several
 * workspaces. Never throws for Slack or for what people may do wrong.
 */
export async function finishInstall(
  ctx: Context,
  caller: Caller,
  state: InstallState,
  code: string,
): Promise<InstallEnd> {
  // they may have lost it while Slack asked them
  if (!caller.capabilities.some((granted) => covers(granted, 'desk.manage')))
    return { end: 'no_permission' };
  const app = await credentialsOf(ctx, state.tenant, state.app);
  // the app was changed meanwhile: its code is for another one
  if (!app || app.clientId !== state.clientId) return { end: 'expired' };
  try {
    const granted = await exchangeCode(app, { code, redirectUri: state.redirectUri });
    const missing = missingToSpeak(granted.scopes);
    if (missing.length > 0) return { end: 'missing_scope', slackError: 'missing_scope' };
    const checked = await identify(ctx, app, granted);
    if (await isElsewhere(ctx, state, checked)) return { end: 'other_workspace' };
    return await store(ctx, caller, state, app, granted, checked);
  } catch (error) {
    return endOf(ctx, error);
  }
}

/** `auth.test`, at the Web API of the app; an organisation is its own place. */
async function identify(
  ctx: Context,
  { apiUrl }: SlackAppCredentials,
  granted: GrantedInstall,
): Promise<CheckedToken> {
  const { token, appId, botUserId, isOrgWide, enterprise, team } = granted;
  const checked = await identifyToken(ctx, { token, apiUrl }, appId);
  const place = isOrgWide ? enterprise : team;
  return {
    ...checked,
    appId: appId ?? checked.appId,
    botUserId: botUserId ?? checked.botUserId,
    teamId: place?.id ?? checked.teamId,
    teamName: place?.name ?? checked.teamName,
    enterpriseId: enterprise?.id ?? checked.enterpriseId,
    granted: granted.scopes,
  };
}

async function isElsewhere(
  ctx: Context,
  { tenant, installation }: InstallState,
  { teamId }: CheckedToken,
): Promise<boolean> {
  if (installation === null) return false;
  return (await findInstallation(ctx.pool, tenant, installation)).team_id !== teamId;
}

async function store(
  ctx: Context,
  caller: Caller,
  { tenant, agent, app: whose }: InstallState,
  app: SlackAppCredentials,
  granted: GrantedInstall,
  checked: CheckedToken,
): Promise<InstallEnd> {
  const { token, refreshToken, expiresInMs, isOrgWide, enterprise } = granted;
  const { apiUrl } = app;
  const teams = isOrgWide ? await askGrantedTeams({ token, apiUrl }, ctx.stopping) : null;
  const [only] = teams ?? [];
  const teamId = isOrgWide ? (teams?.length === 1 ? only?.id : undefined) : checked.teamId;
  await inTransaction(ctx.pool, async (db) => {
    const id = await saveInstall(db, ctx, tenant, {
      ...{ app: whose, checked, token, isOrgWide, grantedTeams: teams },
      apiUrl: app.isBeside ? (apiUrl ?? null) : null,
      enterpriseName: enterprise?.name ?? null,
      refresh:
        refreshToken === undefined || expiresInMs === undefined
          ? undefined
          : { token: refreshToken, expiresAt: new Date(ctx.now() + expiresInMs) },
      by: caller.actor,
    });
    if (checked.appId !== undefined && whose === 'own')
      await db.query('update slack_app set app_id = $2 where tenant = $1', [tenant, checked.appId]);
    await auditSlack(db, ctx.now(), caller, 'install', {
      installation_id: installationId(id),
      team_id: checked.teamId,
      is_org_wide: isOrgWide,
      app: whose,
    });
    // in an organisation of several, a person chooses
    if (teamId !== undefined)
      await writeBinding(db, ctx, caller, { agent, installation: id, teamId });
  });
  ctx.feed.wake();
  return { end: teamId === undefined ? 'choose_team' : 'connected' };
}

function endOf(ctx: Context, error: unknown): InstallEnd {
  if (error instanceof WorkspaceTaken) return { end: 'workspace_taken' };
  const code =
    error instanceof SlackSaidNo
      ? error.code
      : error instanceof BelayError
        ? error.details.slack_error
        : undefined;
  const slackError = typeof code === 'string' ? code : undefined;
  if (slackError === 'invalid_code') return { end: 'expired', slackError };
  if (slackError !== undefined && approvalCodes.has(slackError))
    return { end: 'needs_approval', slackError };
  if (error instanceof BelayError && error.code === 'NOT_FOUND') return { end: 'no_permission' };
  if (!(error instanceof BelayError) && !(error instanceof SlackSaidNo))
    ctx.log.error({ err: error }, 'adding to Slack failed');
  return { end: 'failed', slackError };
}
