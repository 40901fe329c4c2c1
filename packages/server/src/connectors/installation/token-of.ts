import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { manageableConnector } from '../store/find-connector.ts';
import { secretName } from './installation-secrets.ts';
import { refuseOtherTokens } from './token-kind.ts';

/** The token of a request: the one that it brings, or a connector's own. */
export async function tokenOf(
  ctx: Context,
  caller: Caller,
  { token, connector_id }: { token?: string | undefined; connector_id?: string | undefined },
): Promise<string> {
  if ((token === undefined) === (connector_id === undefined))
    throw new BelayError('INVALID_BODY', 'Give either a token or a connector_id.', {
      field: 'token',
      reason: 'either token or connector_id',
    });
  if (token !== undefined) {
    refuseOtherTokens(token);
    return token;
  }
  const { installation } = await manageableConnector(ctx.pool, caller, connector_id ?? '');
  return installationToken(ctx, caller.tenant, installation);
}

/** The bot token of an installation, opened. It never leaves the process but to Slack. */
export async function installationToken(
  ctx: Context,
  tenant: string,
  installation: string,
): Promise<string> {
  const { rows } = await ctx.pool.query<{ token: Buffer }>(
    'select token from slack_installation where tenant = $1 and id = $2',
    [tenant, installation],
  );
  const [row] = rows;
  if (!row) throw new BelayError('NOT_FOUND', 'The installation of this connector is gone.');
  return ctx.sealer.open(secretName.token(installation), row.token);
}
