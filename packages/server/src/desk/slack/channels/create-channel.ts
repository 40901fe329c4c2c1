import type {
  SlackChannelChoice,
  slackCreateChannelBody,
} from '@belay/contract/desk/slack-channels';
import { BelayError } from '@belay/contract/error';
import { SlackError } from '@belay/slack/error';
import type { Channel } from '@belay/slack/model';
import type { z } from 'zod';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { askPlace, type ConnectedPlace, connectedPlace } from '../integration/connected-place.ts';
import { recordSlackChange } from '../integration/record-slack-change.ts';
import { slackAccountOf } from '../people/slack-account-of.ts';
import { channelChoice } from './channel-choice.ts';
import { forgetListing } from './forget-listing.ts';
import { storeChannels } from './store-channels.ts';

/**
 * Makes a channel that the bot is in, and lets whoever asked for it in, where they are known at
 * Slack. Throws `CONFLICT`, `INVALID_BODY` for a name that Slack won't have, `SLACK_REFUSED`.
 */
export async function createChannel(
  ctx: Context,
  caller: Caller,
  agent: string,
  { name, private: isPrivate }: z.output<typeof slackCreateChannelBody>,
): Promise<SlackChannelChoice> {
  const place = await connectedPlace(ctx.pool, caller.tenant, agent);
  const asker =
    caller.userId === undefined
      ? undefined
      : await slackAccountOf(ctx.pool, { ...place, person: caller.userId });
  if (isPrivate && asker === undefined)
    throw new BelayError(
      'CONFLICT',
      'Nobody but the app would be in this private channel, since your Slack account is not linked here. Create it in Slack and type /invite and the app’s name in it.',
      { field: 'private', reason: 'not_linked' },
    );
  const made = await askPlace(ctx, place, async (workspace, signal) => {
    const channel = await workspace
      .createChannel({ name, isPrivate }, signal)
      .catch((error: unknown) => {
        throw inWords(error, { name, isPrivate });
      });
    // without it there is a channel nonetheless: they can join it, or be let in by anybody
    if (asker) await workspace.invite(channel.id, asker, signal).catch(() => undefined);
    return channel;
  });
  await keep(ctx, caller, place, made);
  return channelChoice(made);
}

async function keep(
  ctx: Context,
  caller: Caller,
  place: ConnectedPlace,
  made: Channel,
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    await storeChannels(db, place, [made]);
    const { agent } = place;
    await recordSlackChange(ctx, db, caller, 'create_channel', { agent, channel: made.id });
  });
  await forgetListing(ctx, place);
}

function inWords(
  error: unknown,
  { name, isPrivate }: { name: string; isPrivate: boolean },
): unknown {
  if (!(error instanceof SlackError)) return error;
  const details = { slack_error: error.code };
  const invalid = (message: string) =>
    new BelayError('INVALID_BODY', message, { ...details, field: 'name', reason: error.code });
  if (error.code === 'name_taken')
    return invalid(`There is a channel #${name} already: choose it, or another name.`);
  if (error.code.startsWith('invalid_name'))
    return invalid(`Slack doesn’t take #${name} as a name: small letters, digits, - and _ only.`);
  if (error.code === 'restricted_action' || error.code === 'cannot_create_channel')
    return new BelayError(
      'SLACK_REFUSED',
      'This workspace lets only some people create channels. Ask one of them to create it, and choose it here.',
      details,
    );
  if (error.class !== 'scope') return error;
  const what = isPrivate ? 'private channels' : 'channels';
  return new BelayError(
    'SLACK_REFUSED',
    `The app may not create ${what}${error.needed ? `: it lacks the permission ${error.needed}` : ''}. Create it in Slack${isPrivate ? ' and type /invite and the app’s name in it' : ''}, then choose it here; or reconnect Slack and allow it.`,
    { ...details, ...(error.needed ? { needed: error.needed } : {}) },
  );
}
