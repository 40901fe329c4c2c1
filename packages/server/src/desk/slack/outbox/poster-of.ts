import type { SlackPoster } from '@belay/slack/client/poster';
import type { Context } from '../../../context.ts';

/**
 * Writes to an installation's workspace with its token of this moment; all of this process share
 * one budget. Throws `SLACK_REFUSED` where there is no token any more, `UNAVAILABLE` where it has to
 * be renewed and can't be.
 */
export async function posterOf(
  _ctx: Context,
  _place: { tenant: string; installation: string },
): Promise<SlackPoster> {
  throw new Error('not built yet');
}
