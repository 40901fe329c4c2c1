import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { channelBack } from '../../outbox/channel-back.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { oweReread } from '../outage/owe-reread.ts';
import type { HeardOf } from '../store/heard.ts';
import { redrawChannel } from './redraw-channel.ts';

/**
 * The app was invited to a channel, or removed from it (TKO-7). In a public one it may still post,
 * and hears nothing; what was said while it was away is read.
 */
export async function botMembership(
  ctx: Context,
  place: SlackPlace,
  { channel, joined }: HeardOf<'member'>,
): Promise<void> {
  const { tenant, installation } = place;
  await inTransaction(ctx.pool, async (db) => {
    await db.query(
      `update slack_channel set is_member = $4, checked_at = now(),
         trouble = case when $4 or not is_private then trouble else 'not_in_channel' end,
         slack_error = case when $4 or not is_private then slack_error else 'not_in_channel' end,
         since = case when $4 or not is_private then since else coalesce(since, now()) end
       where tenant = $1 and installation = $2 and channel = $3`,
      [tenant, installation, channel, joined],
    );
    await redrawChannel(db, place, channel, 'open cards');
    if (!joined) return;
    await channelBack(db, { ...place, channel });
    await oweReread({ db, now: ctx.now() }, [{ tenant, id: installation }]);
  });
}
