import type { BucketState } from '@belay/slack/client/method-bucket';
import type { WorkspaceRateState } from '@belay/slack/client/rate-plan';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { documentedRate, limitedMethods } from '@belay/slack/client/tiers';
import type { Context } from '../../context.ts';
import { secretName } from '../installation/installation-secrets.ts';
import type { Fence } from '../lease/fence.ts';
import type { InstallationAtHand } from './read-connectors.ts';
import { systemClock } from './system-clock.ts';

/** What `slack_installation.rate_state` holds. */
interface StoredRate {
  state: WorkspaceRateState;
  /** ms since the epoch */
  at: number;
  /** its owner left in order: nothing was asked after it was stored */
  isFinal: boolean;
}

type OpenableInstallation = Pick<InstallationAtHand, 'id' | 'rateState' | 'apiUrl'> & {
  token: Buffer;
};

/** An owner stores its limits this often: more than that of its last minute is known, ms. */
export const storeRateMs = 10_000;

/**
 * The workspace that all connectors of an installation share: the limits are the app's (SYN-2).
 * Takes them up where the owner before left them, or `former` did, the same app's with another
 * token.
 */
export function openWorkspace(
  ctx: Context,
  { id, token: sealed, rateState, apiUrl: beside }: OpenableInstallation,
  fence: Fence,
  former?: SlackWorkspace,
): SlackWorkspace {
  const token = ctx.sealer.open(secretName.token(id), sealed);
  const apiUrl = beside ?? ctx.slackApiUrl(token);
  const stored = rateState as StoredRate | null;
  const isUnlimited =
    ctx.config.slackRate === 'unlimited' || beside !== null || ctx.sandbox()?.bot_token === token;
  return new SlackWorkspace({
    token,
    clock: systemClock,
    restored: former?.rateState() ?? (stored ? restoredRate(stored) : undefined),
    // somebody was there, and died before it stored anything
    spent: !former && !stored && fence.fence > 1,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(isUnlimited ? { rate: 'unlimited' } : {}),
  });
}

/**
 * What an owner before is known to have asked. One that was killed may have used up every limit
 * until it would have stored them again: as long as that lies in the last minute, it counts.
 */
export function restoredRate({ state, at, isFinal }: StoredRate): WorkspaceRateState {
  if (isFinal) return state;
  const methods = limitedMethods.map((method): [string, BucketState] => {
    const known = state.methods[method] ?? { answered: [], pausedUntil: 0 };
    const unknown = Array<number>(documentedRate(method) ?? 0).fill(at + storeRateMs);
    return [method, { ...known, answered: [...known.answered, ...unknown] }];
  });
  return { ...state, methods: { ...state.methods, ...Object.fromEntries(methods) } };
}

/** Stores the limits for the next owner, unless the lease is another's by now. */
export async function keepRate(
  ctx: Context,
  { tenant, installation, owner, fence }: Fence,
  stored: StoredRate,
): Promise<void> {
  await ctx.pool.query(
    `update slack_installation set rate_state = $5 where tenant = $1 and id = $2 and exists (
       select from lease where tenant = $1 and installation = $2 and owner = $3 and fence = $4
         and kind = 'connectors')`,
    [tenant, installation, owner, fence, JSON.stringify(stored)],
  );
}
