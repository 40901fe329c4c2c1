import type { credentialsBody } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { connectionBack } from '../../desk/slack/outbox/connection-back.ts';
import { checkAppToken } from '../../slack-app/socket/check-app-token.ts';
import {
  type CheckedToken,
  checkToken,
  grantedScopes,
  refuseBlindToken,
} from '../installation/check-token.ts';
import { sealSecrets, secretName } from '../installation/installation-secrets.ts';
import { refuseOtherSecrets } from '../installation/token-kind.ts';
import { baseScope } from './base-scope.ts';
import type { ConnectorRow } from './connector-row.ts';
import { manageableConnector } from './find-connector.ts';
import { lockWorkspace } from './lock-workspace.ts';
import { recordChange } from './record-change.ts';
import { beginAnew } from './save-installation.ts';
import { beingDeleted } from './set-wanted.ts';

export type Credentials = z.output<typeof credentialsBody>;

/**
 * Another token or secret of the same workspace: the old one is gone with the commit, and the
 * workers of every connector of the installation are told. Nothing is stored that Slack refuses.
 */
export async function rotateCredentials(
  ctx: Context,
  caller: Caller,
  id: string,
  given: Credentials,
): Promise<void> {
  const row = await manageableConnector(ctx.pool, caller, id);
  if (row.wanted === 'deleting') throw beingDeleted(row.name);
  const changed = Object.keys(given).filter(
    (name) => given[name as keyof Credentials] !== undefined,
  );
  if (changed.length === 0)
    throw new BelayError('INVALID_BODY', 'Nothing is given to change.', {
      field: 'token',
      reason: 'empty',
    });
  refuseOtherSecrets(given);
  const checked = given.token === undefined ? undefined : await checkToken(ctx, given.token);
  if (checked) refuseOtherWorkspace(checked, row);
  if (given.app_token) await checkAppToken(ctx, given.app_token);
  await inTransaction(ctx.pool, async (client) => {
    await lockWorkspace(client, caller.tenant, row.team_id);
    if (checked && given.token !== undefined)
      await storeToken(client, ctx, caller.tenant, row.installation, checked, given.token);
    if (given.signing_secret !== undefined || given.app_token !== undefined)
      await storeSecrets(client, ctx, caller.tenant, row.installation, given);
    await recordChange(client, caller, ctx.now(), {
      connector: row.id,
      installation: row.installation,
      scope: baseScope(row.settings.scope_template),
      what: 'credentials',
      details: { changed },
    });
  });
  if (given.token !== undefined) ctx.channelListings.forget(caller.tenant, given.token);
  ctx.feed.wake();
}

function refuseOtherWorkspace(checked: CheckedToken, row: ConnectorRow): void {
  refuseBlindToken(checked);
  if (checked.teamId === row.team_id) return;
  throw new BelayError(
    'CONFLICT',
    `This token belongs to the workspace ${checked.teamName} (${checked.domain}), and this connector to ${row.team_name} (${row.domain}). Connect ${checked.teamName} with a connector of its own.`,
    { field: 'token', reason: 'workspace_changed' },
  );
}

async function storeToken(
  client: pg.PoolClient,
  ctx: Context,
  tenant: string,
  installation: string,
  checked: CheckedToken,
  token: string,
): Promise<void> {
  const { rowCount } = await client.query(
    `update slack_installation i set token = $3, bot_id = $4, bot_user_id = $5,
       app_id = coalesce($6, case when bot_user_id = $5 then app_id end),
       scopes = $7, team_name = $8, domain = $9, url = $10,
       refresh_token = null, token_expires_at = null,
       state_at = case when state = 'active' then state_at else now() end,
       state = 'active', reason = null
     where tenant = $1 and id = $2 and not exists (
       select from slack_installation o where o.tenant = i.tenant and o.team_id = i.team_id
         and o.bot_user_id = $5 and o.id <> i.id)`,
    [
      tenant,
      installation,
      ctx.sealer.seal(secretName.token(installation), token),
      checked.botId,
      checked.botUserId,
      checked.appId ?? null,
      grantedScopes(checked),
      checked.teamName,
      checked.domain,
      checked.url,
    ],
  );
  if (rowCount === 0)
    throw new BelayError(
      'CONFLICT',
      'This token belongs to an app that another connector of this workspace uses. Use the token of this connector’s own app.',
      { field: 'token', reason: 'app_in_use' },
    );
  await beginAnew(client, tenant, installation);
  await connectionBack(client, { tenant, installation });
}

async function storeSecrets(
  client: pg.PoolClient,
  ctx: Context,
  tenant: string,
  installation: string,
  given: Credentials,
): Promise<void> {
  const { signingSecret, appToken } = sealSecrets(ctx.sealer, installation, given);
  const { rows } = await client.query<{ deaf: string | null }>(
    `update slack_installation i set connected_at = null, socket_problem = null,
       signing_secret = case when $3 then $4 else signing_secret end,
       app_token = case when $5 then $6 else app_token end
     where tenant = $1 and id = $2
     returning case when signing_secret is null and app_token is null then (
       select c.name from connector c where c.tenant = i.tenant and c.installation = i.id
         and c.settings->>'mode' = 'realtime' and c.wanted <> 'deleting' limit 1) end as deaf`,
    [
      tenant,
      installation,
      given.signing_secret !== undefined,
      signingSecret,
      given.app_token !== undefined,
      appToken,
    ],
  );
  const deaf = rows[0]?.deaf;
  if (deaf)
    throw new BelayError(
      'CONFLICT',
      `"${deaf}" follows in real time and would hear nothing any more. Give another secret or token, or switch it to polling first.`,
      { reason: 'realtime needs it' },
    );
}
