import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { connectionBack } from '../../desk/slack/outbox/connection-back.ts';
import { installationAccess } from '../../slack-app/install/installation-token.ts';
import { type CheckedToken, grantedScopes, identifyToken } from '../installation/check-token.ts';
import { baseScope } from './base-scope.ts';
import { manageableConnector } from './find-connector.ts';
import { recordChange } from './record-change.ts';

/**
 * Asks Slack what the connector's token is worth today and keeps the answer: scopes that were added
 * since count at once, and an installation that works again is taken up again.
 */
export async function checkConnector(
  ctx: Context,
  caller: Caller,
  id: string,
): Promise<CheckedToken> {
  const row = await manageableConnector(ctx.pool, caller, id);
  const access = await installationAccess(ctx, caller.tenant, row.installation);
  const checked = await identifyToken(ctx, access);
  await inTransaction(ctx.pool, async (client) => {
    const scopes = grantedScopes(checked);
    const { rowCount } = await client.query(
      `update slack_installation set scopes = $3, state = 'active', reason = null, token_at = now(),
         state_at = case when state = 'active' then state_at else now() end,
         team_name = $4, domain = $5, url = $6, app_id = coalesce($7, app_id)
       where tenant = $1 and id = $2
         and (scopes, state, team_name, domain, url) is distinct from ($3, 'active', $4, $5, $6)`,
      [
        caller.tenant,
        row.installation,
        scopes,
        checked.teamName,
        checked.domain,
        checked.url,
        checked.appId ?? null,
      ],
    );
    if (rowCount === 0) return;
    await connectionBack(client, { tenant: caller.tenant, installation: row.installation });
    await client.query(
      `update connector set epoch = epoch + 1, updated_at = now()
       where tenant = $1 and installation = $2 and wanted <> 'deleting'`,
      [caller.tenant, row.installation],
    );
    await recordChange(client, caller, ctx.now(), {
      connector: row.id,
      installation: row.installation,
      scope: baseScope(row.settings.scope_template),
      what: 'check',
      details: { scopes },
    });
  });
  ctx.channelListings.forget(caller.tenant, access.token);
  ctx.feed.wake();
  return checked;
}
