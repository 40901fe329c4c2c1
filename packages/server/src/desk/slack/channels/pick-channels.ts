import type { SlackChannelsPage, slackChannelsBody } from '@belay/contract/desk/slack-channels';
import type { Channel } from '@belay/slack/model';
import type { z } from 'zod';
import { listChannels } from '../../../connectors/installation/list-channels.ts';
import { searchChannels } from '../../../connectors/installation/search-channels.ts';
import type { Context } from '../../../context.ts';
import { accessOf, type ConnectedPlace, connectedPlace } from '../integration/connected-place.ts';
import { channelChoice } from './channel-choice.ts';
import { lookAtChannels } from './look-at-channels.ts';
import { pastedChannel } from './pasted-channel.ts';

/**
 * Channels that match what was typed, the best first, with a word on what the list can't hold. An id
 * or a link is asked for at Slack itself: the list may be five minutes old. Throws `CONFLICT`,
 * `SLACK_REFUSED` or `UNAVAILABLE`.
 */
export async function pickChannels(
  ctx: Context,
  { tenant }: { tenant: string },
  agent: string,
  { query, offset, limit }: z.output<typeof slackChannelsBody>,
): Promise<SlackChannelsPage> {
  const place = await connectedPlace(ctx.pool, tenant, agent);
  const pasted = pastedChannel(query, place);
  if (pasted.kind === 'elsewhere')
    return {
      ...{ items: [], total: 0 },
      hint: 'This link leads to another workspace than the one that is connected here.',
    };
  if (pasted.kind === 'id') return onePage(ctx, place, pasted.id);
  const all = await listChannels(ctx, tenant, await accessOf(ctx, place));
  const found = searchChannels(usable(all), { query: pasted.words, offset, limit });
  return { items: found.items, total: found.total, hint: hintOf(place, found.total, pasted.words) };
}

async function onePage(
  ctx: Context,
  place: ConnectedPlace,
  id: string,
): Promise<SlackChannelsPage> {
  const { seen } = await lookAtChannels(ctx, place, [id]);
  const [channel] = usable([...seen.values()]);
  if (channel) return { items: [channelChoice(channel)], total: 1, hint: null };
  return {
    ...{ items: [], total: 0 },
    hint: `Slack shows ${id} to nobody who is not in it. If it is a private channel, invite the app there: type /invite and its name in that channel, then search again.`,
  };
}

/** Direct messages are nobody's channel. */
function usable(channels: readonly Channel[]): Channel[] {
  return channels.filter(({ isDirect }) => !isDirect);
}

function hintOf({ scopes }: ConnectedPlace, total: number, words: string): string {
  if (!scopes.includes('groups:read'))
    return 'Private channels are not shown: the app lacks the permission groups:read. Reconnect Slack and allow it to choose one.';
  const invite =
    'Private channels appear once the app is in them: type /invite and its name in the channel';
  return total > 0 || words === ''
    ? `${invite}.`
    : `Nothing matches. ${invite}, and paste the link of a channel that was made within the last five minutes.`;
}
