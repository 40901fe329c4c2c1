import { BelayError } from '@belay/contract/error';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { findInstallation, installationUuid } from '../../slack-app/install/find-installation.ts';
import { installationAccess } from '../../slack-app/install/installation-token.ts';
import { manageableConnector } from '../store/find-connector.ts';
import type { SlackAccess } from './ask-slack.ts';
import { refuseOtherTokens } from './token-kind.ts';

/** The token of a request: the one that it brings, a connector's own, or a connected workspace's. */
export async function tokenOf(
  ctx: Context,
  caller: Caller,
  given: {
    token?: string | undefined;
    connector_id?: string | undefined;
    installation_id?: string | undefined;
  },
): Promise<SlackAccess> {
  const { token, connector_id, installation_id } = given;
  const names = [token, connector_id, installation_id].filter((name) => name !== undefined);
  if (names.length !== 1)
    throw new BelayError(
      'INVALID_BODY',
      'Give one of these: a token, a connector_id or an installation_id.',
      { field: 'token', reason: 'one of token, connector_id and installation_id' },
    );
  if (token !== undefined) {
    refuseOtherTokens(token);
    return { token, apiUrl: ctx.slackApiUrl(token) };
  }
  if (installation_id !== undefined)
    return (await connectedWorkspace(ctx, caller, installation_id)).access;
  const { installation } = await manageableConnector(ctx.pool, caller, connector_id ?? '');
  return installationAccess(ctx, caller.tenant, installation);
}

/**
 * A workspace that came in without a connector, for whoever may manage the whole organisation's
 * Slack: its token sees what the bot sees. Throws NOT_FOUND, CONFLICT for an organisation of several
 * workspaces: a connector reads one.
 */
export async function connectedWorkspace(ctx: Context, caller: Caller, id: string) {
  authorize(caller, 'connectors.manage');
  const row = await findInstallation(ctx.pool, caller.tenant, installationUuid(id));
  authorize(caller, 'desk.manage');
  if (row.is_org_wide)
    throw new BelayError(
      'CONFLICT',
      `${row.team_name} is an organisation of several workspaces, and a connector reads one. Install the app in that workspace alone, or paste its token.`,
      { field: 'installation_id', reason: 'org_wide' },
    );
  return { row, access: await installationAccess(ctx, caller.tenant, row.id) };
}
