import type { SlackPoster } from '@belay/slack/client/poster';
import type { Context } from '../../../context.ts';
import { installationAccess } from '../../../slack-app/install/installation-token.ts';

/**
 * Writes to an installation's workspace with its token of this moment; all of this process share
 * one budget. Throws `SLACK_REFUSED` where there is no token any more, `UNAVAILABLE` where it has to
 * be renewed and can't be.
 */
export async function posterOf(
  ctx: Context,
  { tenant, installation }: { tenant: string; installation: string },
  /** its token was refused just now: it is renewed first, where it can be */
  refused?: SlackPoster,
): Promise<SlackPoster> {
  const token = refused && ctx.posters.tokenOf(refused);
  const why = token === undefined ? {} : { refused: token };
  const access = await installationAccess(ctx, tenant, installation, why);
  return ctx.posters.poster(installation, access);
}
