import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { askPlace, type ConnectedPlace, connectedPlace } from '../integration/connected-place.ts';
import { recordSlackChange } from '../integration/record-slack-change.ts';
import { channelChoice } from './channel-choice.ts';
import { forgetListing } from './forget-listing.ts';
import { lookAtChannels } from './look-at-channels.ts';
import { reconcileChannels } from './reconcile-channels.ts';

/**
 * Lets the bot into a public channel, or takes a person's word that they let it into a private one:
 * either way Slack is asked, and what was parked for this channel goes on. Throws `CONFLICT`, or
 * `SLACK_REFUSED` with what to do instead.
 */
export async function joinChannel(
  ctx: Context,
  caller: Caller,
  agent: string,
  id: string,
): Promise<SlackChannelChoice> {
  const place = await connectedPlace(ctx.pool, caller.tenant, agent);
  const looked = await lookAtChannels(ctx, place, [id]);
  const found = looked.seen.get(id);
  const joins = found && !found.isMember && !found.isArchived && !found.isPrivate;
  if (joins) {
    await askPlace(ctx, place, (workspace, signal) => workspace.join(id, signal));
    looked.seen.set(id, { ...found, isMember: true });
  }
  await inTransaction(ctx.pool, async (db) => {
    const { released } = await reconcileChannels(db, place, looked, { isChosen: true });
    if (joins || released > 0)
      await recordSlackChange(ctx, db, caller, 'join', { agent, channel: id, released });
  });
  await forgetListing(ctx, place);
  const channel = looked.seen.get(id);
  if (!channel?.isMember || channel.isArchived) throw refusal(place, id, channel);
  return channelChoice(channel);
}

function refusal(
  { domain }: ConnectedPlace,
  id: string,
  channel: { name: string; isArchived: boolean } | undefined,
): BelayError {
  if (channel?.isArchived)
    return new BelayError(
      'SLACK_REFUSED',
      `#${channel.name} is archived. Unarchive it in Slack, or choose another channel.`,
      { slack_error: 'is_archived', channel: id },
    );
  const name = channel ? `#${channel.name}` : id;
  return new BelayError(
    'SLACK_REFUSED',
    `${name} is private or gone: only somebody who is in it can let the app in. Type /invite and the app’s name in that channel of ${domain}, then try again.`,
    { slack_error: channel ? 'not_in_channel' : 'channel_not_found', channel: id },
  );
}
