import type { SlackDisconnected } from '@belay/contract/desk/slack-install';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { tellConnectors } from '../tell-connectors.ts';
import { findInstallation, installationUuid } from './find-installation.ts';
import { removedSentence } from './removed-sentence.ts';
import { revokeAtSlack } from './revoke-at-slack.ts';
import { takeAway } from './take-away.ts';

/**
 * Takes the app out of a workspace for all that use it, agents and connectors: nothing is sent or
 * heard from the commit on; then Slack is asked to revoke, and secrets are purged whatever it
 * answers. Throws NOT_FOUND. `id` is the public one. Removed already is a result.
 */
export async function removeInstallation(
  ctx: Context,
  caller: Caller,
  id: string,
): Promise<SlackDisconnected> {
  const { tenant } = caller;
  const installation = installationUuid(id);
  const name = await inTransaction(ctx.pool, async (db) => {
    const row = await findInstallation(db, tenant, installation, 'for no key update');
    if (row.state !== 'removed') await takeAway(db, ctx, caller, installation);
    return row.team_name;
  });
  await tellConnectors(ctx, [{ tenant, id: installation }], 'revoked');
  const end = await revokeAtSlack(ctx, { tenant, installation });
  return { removed: true, sentence: removedSentence(name, end) };
}
