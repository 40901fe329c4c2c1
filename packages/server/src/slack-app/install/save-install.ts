import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type CheckedToken, grantedScopes } from '../../connectors/installation/check-token.ts';
import { sealSecrets, secretName } from '../../connectors/installation/installation-secrets.ts';
import { lockWorkspace } from '../../connectors/store/lock-workspace.ts';
import { beginAnew } from '../../connectors/store/save-installation.ts';
import type { Context } from '../../context.ts';
import { oweReread } from '../../desk/slack/hear/outage/owe-reread.ts';
import { connectionBack } from '../../desk/slack/outbox/connection-back.ts';
import { appKey, lockApp, refuseTaken } from './own-workspace.ts';
import { ring } from './ring.ts';

/** What came of consent, or was pasted. */
export interface NewInstall {
  /** whose credentials it came by; null: pasted */
  app: 'own' | 'server' | null;
  /** the Web API of the sandbox beside this server; null: as configured */
  apiUrl: string | null;
  checked: CheckedToken;
  token: string;
  refresh: { token: string; expiresAt: Date } | undefined;
  isOrgWide: boolean;
  enterpriseName: string | null;
  grantedTeams: { id: string; name: string }[] | null;
  signing_secret?: string | undefined;
  app_token?: string | undefined;
  /** who did it, as the audit names people */
  by: string;
}

/**
 * Our app in a workspace or an organisation, once per tenant: made, or the row that stands given the
 * new tokens, so that its threads and routes go on. Throws CONFLICT where the workspace belongs to
 * another organisation here (INS-3). Answers its uuid.
 */
export async function saveInstall(
  db: pg.PoolClient,
  ctx: Context,
  tenant: string,
  made: NewInstall,
): Promise<string> {
  const { checked } = made;
  const key = appKey(checked);
  await lockApp(db, key);
  await lockWorkspace(db, tenant, checked.teamId);
  await refuseTaken(db, tenant, {
    ...{ key, teamId: checked.teamId, isOrgWide: made.isOrgWide, botUserId: checked.botUserId },
    enterpriseId: checked.enterpriseId,
  });
  const id = (await standing(db, tenant, checked)) ?? randomUUID();
  const sealed = sealSecrets(ctx.sealer, id, made);
  const { refresh } = made;
  await db.query(
    `insert into slack_installation as i (tenant, id, team_id, enterprise_id, team_name, domain, url,
       app_id, bot_id, bot_user_id, scopes, token, signing_secret, app_token, app, api_url,
       is_org_wide, enterprise_name, granted_teams, refresh_token, token_expires_at, installed_by,
       is_desk)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
       $20, $21, $22, true)
     on conflict (tenant, id) do update set team_name = excluded.team_name,
       domain = excluded.domain, url = excluded.url, enterprise_id = excluded.enterprise_id,
       app_id = coalesce(excluded.app_id, i.app_id), bot_id = excluded.bot_id,
       bot_user_id = excluded.bot_user_id, scopes = excluded.scopes, token = excluded.token,
       signing_secret = coalesce(excluded.signing_secret, i.signing_secret),
       app_token = coalesce(excluded.app_token, i.app_token), app = excluded.app,
       api_url = excluded.api_url, is_org_wide = excluded.is_org_wide,
       enterprise_name = excluded.enterprise_name, granted_teams = excluded.granted_teams,
       refresh_token = excluded.refresh_token, token_expires_at = excluded.token_expires_at,
       installed_by = excluded.installed_by, is_desk = true,
       refresh_by = null, refresh_until = null, refresh_failures = 0, refresh_error = null,
       connected_at = case when excluded.signing_secret is null and excluded.app_token is null
         then i.connected_at end, socket_problem = null,
       state_at = case when i.state = 'active' then i.state_at else now() end,
       state = 'active', reason = null`,
    [
      ...[tenant, id, checked.teamId, checked.enterpriseId ?? null],
      ...[checked.teamName, checked.domain, checked.url],
      ...[checked.appId ?? null, checked.botId, checked.botUserId, grantedScopes(checked)],
      ctx.sealer.seal(secretName.token(id), made.token),
      ...[sealed.signingSecret, sealed.appToken, made.app, made.apiUrl],
      ...[made.isOrgWide, made.enterpriseName],
      made.grantedTeams === null ? null : JSON.stringify(made.grantedTeams),
      refresh ? ctx.sealer.seal(secretName.refreshToken(id), refresh.token) : null,
      refresh?.expiresAt ?? null,
      made.by,
    ],
  );
  await beginAnew(db, tenant, id);
  await connectionBack(db, { tenant, installation: id });
  // nothing was heard while the app was away
  await oweReread({ db, now: ctx.now() }, [{ tenant, id }]);
  await ring(db, id);
  return id;
}

/** The same app there before, whatever became of it; else the same bot. */
async function standing(
  db: pg.PoolClient,
  tenant: string,
  { teamId, appId, botUserId }: CheckedToken,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    `select id from slack_installation
     where tenant = $1 and team_id = $2 and (app_id = $3 or bot_user_id = $4)
     order by bot_user_id = $4 desc, created_at limit 1 for no key update`,
    [tenant, teamId, appId ?? null, botUserId],
  );
  return rows[0]?.id;
}
