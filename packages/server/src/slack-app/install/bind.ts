import type { SlackConnected } from '@belay/contract/desk/slack-install';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import { grantedScopes, identifyToken } from '../../connectors/installation/check-token.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { findAgent } from '../../desk/agents/find-agent.ts';
import { findInstallation, type InstallationRow, noSuchInstallation } from './find-installation.ts';
import { readGrantedTeams } from './granted-teams.ts';
import { installationAccess } from './installation-token.ts';
import { installationViews } from './installation-views.ts';
import { appKey, lockApp, refuseTaken } from './own-workspace.ts';
import { refuseMute } from './refuse-mute.ts';
import { writeBinding } from './write-binding.ts';

/**
 * Ties an agent to a workspace that is connected already; uuids. Throws NOT_FOUND, CONFLICT where it
 * isn't connected any more or belongs to others, INVALID_BODY without a team of an organisation's,
 * SLACK_REFUSED with the scopes that posting lacks.
 */
export async function bindAgent(
  ctx: Context,
  caller: Caller,
  wish: { agent: string; installation: string; teamId?: string | undefined },
): Promise<SlackConnected> {
  const { tenant } = caller;
  const { agent, installation } = wish;
  await findAgent(ctx.pool, { tenant, agent });
  const seen = await findInstallation(ctx.pool, tenant, installation);
  refuseGone(seen);
  const teamId = await concreteTeam(ctx, seen, wish.teamId);
  const scopes = await speakingScopes(ctx, seen);
  await inTransaction(ctx.pool, async (db) => {
    await lockApp(db, keyOf(seen));
    const row = await findInstallation(db, tenant, installation, 'for no key update');
    refuseGone(row);
    await refuseTaken(db, tenant, {
      ...{ key: keyOf(row), teamId: row.team_id, isOrgWide: row.is_org_wide },
      botUserId: row.bot_user_id,
      enterpriseId: row.enterprise_id ?? undefined,
    });
    await db.query(
      'update slack_installation set is_desk = true, scopes = $3 where tenant = $1 and id = $2',
      [tenant, installation, scopes],
    );
    await writeBinding(db, ctx, caller, { agent, installation, teamId });
  });
  const [view] = await installationViews(ctx, tenant, installation);
  if (!view) throw noSuchInstallation();
  return { installation: view, team_id: teamId };
}

const keyOf = ({ app_id, bot_user_id }: InstallationRow) =>
  appKey({ appId: app_id ?? undefined, botUserId: bot_user_id });

function refuseGone({ state, team_name }: InstallationRow): void {
  if (state === 'active') return;
  throw new BelayError(
    'CONFLICT',
    `${team_name} isn’t connected any more. Add it to Slack again.`,
    { reason: 'not_connected' },
  );
}

/** The workspace that is meant: of an organisation's, one into which an admin let the app. */
async function concreteTeam(
  ctx: Context,
  row: InstallationRow,
  wished: string | undefined,
): Promise<string> {
  if (!row.is_org_wide) {
    if (wished === undefined || wished === row.team_id) return row.team_id;
    throw invalidTeam(`${row.team_name} is another workspace than that one.`, 'another workspace');
  }
  if (wished === undefined)
    throw invalidTeam(
      `${row.team_name} is an organisation of several workspaces. Choose the one that hears of this agent.`,
      'missing',
    );
  const teams = await readGrantedTeams(ctx, row.tenant, row.id);
  if (teams.some(({ id }) => id === wished)) return wished;
  throw new BelayError(
    'SLACK_REFUSED',
    'The app is not in that workspace yet. An admin of the organisation has to add it there first.',
    { field: 'team_id', slack_error: 'team_access_not_granted' },
  );
}

/** A token that was stored for reading may not speak; what it may is asked anew. */
async function speakingScopes(ctx: Context, row: InstallationRow): Promise<string[]> {
  if (row.is_desk) return row.scopes;
  const access = await installationAccess(ctx, row.tenant, row.id);
  const checked = await identifyToken(ctx, access, row.app_id ?? undefined);
  // a server that doesn't tell is taken to grant them
  if (checked.granted) refuseMute(checked.granted);
  return grantedScopes(checked);
}

function invalidTeam(what: string, reason: string): BelayError {
  return new BelayError('INVALID_BODY', what, { field: 'team_id', reason });
}
