import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { connectionBack } from '../../desk/slack/outbox/connection-back.ts';
import { type CheckedToken, grantedScopes } from '../installation/check-token.ts';
import { sealSecrets, secretName } from '../installation/installation-secrets.ts';

export interface GivenSecrets {
  token: string;
  signing_secret?: string | undefined;
  app_token?: string | undefined;
}

export interface SavedInstallation {
  id: string;
  hasSigningSecret: boolean;
  hasAppToken: boolean;
}

/**
 * Our app in this workspace, once per tenant: made, or given the newer token and secrets. Under
 * `lockWorkspace`. Connectors of it begin anew where the token is another one.
 */
export async function saveInstallation(
  client: pg.PoolClient,
  ctx: Context,
  tenant: string,
  checked: CheckedToken,
  given: GivenSecrets,
): Promise<SavedInstallation> {
  const { rows } = await client.query<{ id: string; token: Buffer | null }>(
    `select id, token from slack_installation
     where tenant = $1 and team_id = $2 and bot_user_id = $3 for update`,
    [tenant, checked.teamId, checked.botUserId],
  );
  const before = rows[0];
  const id = before?.id ?? randomUUID();
  const { signingSecret, appToken } = sealSecrets(ctx.sealer, id, given);
  const { rows: saved } = await client.query<{ signing: boolean; app: boolean }>(
    `insert into slack_installation as i (tenant, id, team_id, enterprise_id, team_name, domain, url,
       app_id, bot_id, bot_user_id, scopes, token, signing_secret, app_token)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (tenant, id) do update set team_name = excluded.team_name, domain = excluded.domain,
       url = excluded.url, enterprise_id = excluded.enterprise_id,
       app_id = coalesce(excluded.app_id, i.app_id), bot_id = excluded.bot_id,
       scopes = excluded.scopes, token = excluded.token, refresh_token = null, token_expires_at = null,
       state_at = case when i.state = 'active' then i.state_at else now() end,
       state = 'active', reason = null, token_at = now(),
       signing_secret = coalesce(excluded.signing_secret, i.signing_secret),
       app_token = coalesce(excluded.app_token, i.app_token),
       connected_at = case when excluded.signing_secret is null and excluded.app_token is null
         then i.connected_at end, socket_problem = null
     returning signing_secret is not null as signing, app_token is not null as app`,
    [
      tenant,
      id,
      checked.teamId,
      checked.enterpriseId ?? null,
      checked.teamName,
      checked.domain,
      checked.url,
      checked.appId ?? null,
      checked.botId,
      checked.botUserId,
      grantedScopes(checked),
      ctx.sealer.seal(secretName.token(id), given.token),
      signingSecret,
      appToken,
    ],
  );
  const stood = before?.token && ctx.sealer.open(secretName.token(id), before.token);
  if (before && stood !== given.token) {
    await beginAnew(client, tenant, id);
    await connectionBack(client, { tenant, installation: id });
  }
  return { id, hasSigningSecret: saved[0]?.signing ?? false, hasAppToken: saved[0]?.app ?? false };
}

/** All connectors of an installation go on with its new token; what revokes the old one is late. */
export async function beginAnew(
  client: pg.PoolClient,
  tenant: string,
  installation: string,
): Promise<void> {
  await client.query(
    'update slack_installation set token_at = now() where tenant = $1 and id = $2',
    [tenant, installation],
  );
  await client.query(
    `update connector set epoch = epoch + 1, updated_at = now()
     where tenant = $1 and installation = $2 and wanted <> 'deleting'`,
    [tenant, installation],
  );
}
