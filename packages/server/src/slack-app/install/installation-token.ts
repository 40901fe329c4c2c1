import { BelayError } from '@belay/contract/error';
import type { Context } from '../../context.ts';

/** How Slack is asked in the name of an installation. */
export interface InstallationAccess {
  token: string;
  /** undefined: Slack's own Web API */
  apiUrl: string | undefined;
}

/**
 * The bot token of an installation and where it counts, renewed first when it runs out soon. Throws
 * `SLACK_REFUSED` where there is none any more, `UNAVAILABLE` where Slack has to be asked and can't
 * be. The token never leaves the process but to Slack.
 */
export async function installationAccess(
  _ctx: Context,
  _tenant: string,
  _installation: string,
): Promise<InstallationAccess> {
  throw new BelayError('NOT_IMPLEMENTED', 'not built yet');
}

/** The same without its place. */
export async function installationToken(
  ctx: Context,
  tenant: string,
  installation: string,
): Promise<string> {
  return (await installationAccess(ctx, tenant, installation)).token;
}
