import type { TokenCheck } from '@belay/contract/connector';
import type pg from 'pg';
import { connectorId } from '../store/connector-id.ts';
import type { CheckedToken } from './check-token.ts';

/** What a person is told about a token, with the connector that uses its app already. */
export async function tokenCheck(
  pool: pg.Pool,
  tenant: string,
  checked: CheckedToken,
): Promise<TokenCheck> {
  const { teamId, botUserId } = checked;
  const { rows } = await pool.query<{ id: string }>(
    `select c.id from connector c join slack_installation i
       on i.tenant = c.tenant and i.id = c.installation
     where c.tenant = $1 and i.team_id = $2 and i.bot_user_id = $3 and c.wanted <> 'deleting'
     order by c.created_at limit 1`,
    [tenant, teamId, botUserId],
  );
  return {
    workspace: {
      team_id: teamId,
      name: checked.teamName,
      domain: checked.domain,
      url: checked.url,
    },
    bot: { user_id: botUserId, name: checked.botName },
    app_id: checked.appId ?? null,
    scopes: checked.scopes,
    ok: checked.ok,
    connector_id: rows[0] ? connectorId(rows[0].id) : null,
  };
}
