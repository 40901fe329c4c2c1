import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { hideFromOthers } from '../../channels/hide-from-others.ts';
import { channelBack } from '../../outbox/channel-back.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import type { HeardOf } from '../store/heard.ts';
import { botMembership } from './bot-membership.ts';
import { channelTrouble } from './channel-trouble.ts';
import { redrawChannel } from './redraw-channel.ts';
import { renumberChannel } from './renumber-channel.ts';

/** A channel was archived, renamed, deleted, shared, or the app was removed from it, by somebody in Slack. */
export async function channelChanged(
  ctx: Context,
  place: SlackPlace,
  { event, name }: HeardOf<'channel'>,
): Promise<void> {
  const at = { ...place, channel: event.channelId };
  if (event.kind === 'channel_id_changed')
    return inTransaction(ctx.pool, (db) =>
      renumberChannel(db, place, event.channelId, event.newChannelId),
    );
  switch (event.change) {
    case 'archived':
      return channelTrouble(ctx.pool, at, 'archived', 'is_archived');
    case 'deleted':
      return channelTrouble(ctx.pool, at, 'channel_gone', 'channel_not_found');
    case 'left':
      return botMembership(ctx, place, { kind: 'member', channel: at.channel, joined: false });
    case 'unarchived':
      await inTransaction(ctx.pool, (db) => channelBack(db, at));
      return;
    case 'renamed':
      if (name === null) return;
      await ctx.pool.query(
        `update slack_channel set name = $4, checked_at = now()
         where tenant = $1 and installation = $2 and channel = $3`,
        [place.tenant, place.installation, at.channel, name],
      );
      return;
    case 'shared':
    case 'unshared':
      return inTransaction(ctx.pool, async (db) => {
        await db.query(
          `update slack_channel set is_shared = $4, checked_at = now()
           where tenant = $1 and installation = $2 and channel = $3`,
          [place.tenant, place.installation, at.channel, event.change === 'shared'],
        );
        if (event.change === 'shared') await hideFromOthers(db, place, at.channel);
        else await redrawChannel(db, place, at.channel, 'all that shows');
      });
    default:
      return;
  }
}
