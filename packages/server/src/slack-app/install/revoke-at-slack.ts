import { secretName } from '../../connectors/installation/installation-secrets.ts';
import type { Context } from '../../context.ts';
import type { Task } from '../../jobs/tasks.ts';
import { credentialsOf } from '../app/app-credentials.ts';
import { SlackSaidNo, slackCall } from '../slack-call.ts';

/**
 * `revoked`: the app is out of the workspace; `nothing`: it was out already, or somebody was faster;
 * `shared`: somebody else uses it there; `unanswered`, `refused`: purged here, Slack may keep it.
 */
export type RevokeEnd = 'revoked' | 'nothing' | 'shared' | 'unanswered' | 'refused';

interface Row {
  token: Buffer;
  app: 'own' | 'server' | null;
  api_url: string | null;
  is_shared: boolean;
}

/** Nobody is let in by these any more: what was wanted is so. */
const goneCodes = new Set(['account_inactive', 'token_revoked', 'invalid_auth', 'not_authed']);

/**
 * Asks Slack to forget an installation that was taken away, then purges its tokens, whatever Slack
 * says (INS-4). Twice is as good as once. An install that came meanwhile is left alone.
 */
export async function revokeAtSlack(
  ctx: Context,
  { tenant, installation }: { tenant: string; installation: string },
): Promise<RevokeEnd> {
  const { rows } = await ctx.pool.query<Row>(
    `select i.token, i.app, i.api_url, exists (
       select from slack_installation o
       where coalesce(o.app_id, o.bot_user_id) = coalesce(i.app_id, i.bot_user_id)
         and o.team_id = i.team_id and (o.tenant, o.id) <> (i.tenant, i.id)
         and o.state = 'active') as is_shared
     from slack_installation i
     where i.tenant = $1 and i.id = $2 and i.state = 'removed' and i.token is not null`,
    [tenant, installation],
  );
  const [row] = rows;
  if (!row) return 'nothing';
  const end = row.is_shared ? 'shared' : await revoke(ctx, { tenant, installation }, row);
  await ctx.pool.query(
    `update slack_installation set token = null, refresh_token = null, token_expires_at = null,
       refresh_by = null, refresh_until = null
     where tenant = $1 and id = $2 and state = 'removed' and token = $3`,
    [tenant, installation, row.token],
  );
  return end;
}

/** Of a process that died in between. */
export const revokeSlackTask: Task<{ tenant: string; installation: string }> = async (
  ctx,
  place,
) => {
  await revokeAtSlack(ctx, place);
};

/** `apps.uninstall` where we have the app's secret; `auth.revoke` ends a token that doesn't rotate. */
async function revoke(
  ctx: Context,
  { tenant, installation }: { tenant: string; installation: string },
  { token: sealed, app, api_url }: Row,
): Promise<RevokeEnd> {
  try {
    const token = ctx.sealer.open(secretName.token(installation), sealed);
    const at = { apiUrl: api_url ?? ctx.slackApiUrl(token), signal: ctx.stopping };
    const credentials = app && (await credentialsOf(ctx, tenant, app));
    if (credentials?.clientId && credentials.clientSecret)
      await slackCall(
        at,
        'apps.uninstall',
        { token },
        {
          client_id: credentials.clientId,
          client_secret: credentials.clientSecret,
        },
      );
    else await slackCall(at, 'auth.revoke', { token });
    return 'revoked';
  } catch (error) {
    if (error instanceof SlackSaidNo) return goneCodes.has(error.code) ? 'nothing' : 'refused';
    return 'unanswered';
  }
}
