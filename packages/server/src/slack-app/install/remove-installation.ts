import type { SlackDisconnected } from '@belay/contract/desk/slack-install';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';

/**
 * Takes the app out of a workspace for all that use it: agents are unbound and secrets purged with
 * the commit, then Slack is asked to revoke. Throws NOT_FOUND. `id` is the public one.
 */
export async function removeInstallation(
  _ctx: Context,
  _caller: Caller,
  _id: string,
): Promise<SlackDisconnected> {
  throw new BelayError('NOT_IMPLEMENTED', 'not built yet');
}
