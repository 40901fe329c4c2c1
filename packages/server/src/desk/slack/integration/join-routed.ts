import { BelayError } from '@belay/contract/error';
import { SlackError } from '@belay/slack/error';
import type { Channel } from '@belay/slack/model';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { reconcileChannels } from '../channels/reconcile-channels.ts';
import { askPlace, connectedPlace } from './connected-place.ts';
import { namedChannels } from './named-channels.ts';
import { storedSettings } from './stored-settings.ts';

/** It is saved already: nobody waits long for what can be done later by a button. */
const brief = { deadlineMs: 5_000, pauseMs: 500 };

/**
 * Takes the bot into the public channels that routes lead to, so that what is typed there comes back
 * (TKO-7). What doesn't work shows on the health page with its button, and stops nobody here.
 */
export async function joinRouted(ctx: Context, tenant: string, agent: string): Promise<void> {
  try {
    const stored = await storedSettings(ctx.pool, tenant, agent);
    if (!stored?.installation) return;
    const place = await connectedPlace(ctx.pool, tenant, agent);
    const { rows } = await ctx.pool.query<{ channel: string }>(
      `select channel from slack_channel
       where tenant = $1 and installation = $2 and channel = any($3)
         and not is_member and not is_private and trouble is distinct from 'archived'`,
      [tenant, place.installation, namedChannels(stored.settings)],
    );
    if (rows.length === 0 || !place.scopes.includes('channels:join')) return;
    const ids = rows.map(({ channel }) => channel);
    const looked = { seen: new Map<string, Channel>(), unknown: new Map<string, string>() };
    await askPlace(
      ctx,
      place,
      async (workspace, signal) => {
        for (const id of ids)
          try {
            await workspace.join(id, signal);
            looked.seen.set(id, await workspace.channel(id, signal));
          } catch (error) {
            // one channel alone: the others are joined nonetheless
            if (!(error instanceof SlackError) || error.class !== 'channel') throw error;
          }
      },
      brief,
    );
    await inTransaction(ctx.pool, (db) => reconcileChannels(db, place, looked));
  } catch (error) {
    if (!(error instanceof BelayError) || error.code === 'INTERNAL')
      ctx.log.warn({ err: error, tenant }, 'channels could not be joined');
  }
}
