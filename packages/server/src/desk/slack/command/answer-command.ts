import type { CardMessage } from '@belay/slack/cards/block';
import { postAnswer } from '@belay/slack/client/post-answer';
import type { SlashCommand } from '@belay/slack/parse/command';
import type { Context } from '../../../context.ts';
import { installationAccess } from '../../../slack-app/install/installation-token.ts';
import { posterOf } from '../outbox/poster-of.ts';
import type { SlackPlace } from '../people/slack-place.ts';

/** Who typed it waits. */
const waitMs = 2_000;

/**
 * Answers at the address that came with the command: in any channel, whether the bot is there or
 * not. Words to the bot come without one: then privately in that channel. Not shown is not shown.
 */
export async function answerCommand(
  ctx: Context,
  place: SlackPlace,
  { responseUrl, channelId: channel, userId: user }: SlashCommand,
  message: CardMessage,
): Promise<void> {
  try {
    const outcome =
      responseUrl === undefined
        ? await (await posterOf(ctx, place)).postEphemeral({ channel, user }, message)
        : await postAnswer(
            responseUrl,
            { kind: 'private', message },
            { fetch, timeoutMs: waitMs, apiUrl: await apiUrlOf(ctx, place) },
          );
    if (outcome.kind !== 'done')
      ctx.log.info({ slack_error: outcome.code }, 'a command’s answer was not shown');
  } catch (error) {
    if (ctx.stopping.aborted) throw error;
    ctx.log.warn({ err: error }, 'a command could not be answered');
  }
}

/** Also of an installation whose token is gone: an answer needs none. */
async function apiUrlOf(ctx: Context, { tenant, installation }: SlackPlace) {
  try {
    return (await installationAccess(ctx, tenant, installation)).apiUrl;
  } catch {
    return ctx.config.slackApiUrl;
  }
}
