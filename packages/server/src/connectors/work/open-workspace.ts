import type { WorkspaceRateState } from '@belay/slack/client/rate-plan';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import type { Context } from '../../context.ts';
import { secretName } from '../installation/installation-secrets.ts';
import type { Fence } from '../lease/fence.ts';
import type { InstallationAtHand } from './read-connectors.ts';
import { systemClock } from './system-clock.ts';

/** What `slack_installation.rate_state` holds. */
interface StoredRate {
  state: WorkspaceRateState;
  /** its owner left in order: nothing was asked after it was stored */
  isFinal: boolean;
}

/**
 * The workspace that all connectors of an installation share: the limits are the app's (SYN-2).
 * Takes them up where the owner before left them; one that was killed has spent the minute.
 */
export function openWorkspace(
  ctx: Context,
  { id, token: sealed, rateState }: InstallationAtHand,
  fence: Fence,
): SlackWorkspace {
  const token = ctx.sealer.open(secretName.token(id), sealed);
  const apiUrl = ctx.slackApiUrl(token);
  const stored = rateState as StoredRate | null;
  const isUnlimited = ctx.config.slackRate === 'unlimited' || ctx.sandbox()?.bot_token === token;
  return new SlackWorkspace({
    token,
    clock: systemClock,
    restored: stored?.state,
    spent: stored ? !stored.isFinal : fence.fence > 1,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(isUnlimited ? { rate: 'unlimited' } : {}),
  });
}

/** Stores the limits for the next owner, unless the lease is another's by now. */
export async function keepRate(
  ctx: Context,
  { tenant, installation, owner, fence }: Fence,
  stored: StoredRate,
): Promise<void> {
  await ctx.pool.query(
    `update slack_installation set rate_state = $5 where tenant = $1 and id = $2 and exists (
       select from lease where tenant = $1 and installation = $2 and owner = $3 and fence = $4)`,
    [tenant, installation, owner, fence, JSON.stringify(stored)],
  );
}
