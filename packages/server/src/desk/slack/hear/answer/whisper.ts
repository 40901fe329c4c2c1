import { BelayError } from '@belay/contract/error';
import type { CardMessage } from '@belay/slack/cards/block';
import type { Context } from '../../../../context.ts';
import { posterOf } from '../../outbox/poster-of.ts';
import type { SlackPlace } from '../../people/slack-place.ts';

/** Once, to one member of a channel. Whatever keeps Slack from showing it is no failure of ours. */
export async function whisper(
  ctx: Context,
  { tenant, installation }: SlackPlace,
  to: { channel: string; user: string; threadTs?: string },
  message: CardMessage,
): Promise<void> {
  try {
    const poster = await posterOf(ctx, { tenant, installation });
    const outcome = await poster.postEphemeral(to, message, ctx.stopping);
    if (outcome.kind !== 'done')
      ctx.log.info({ installation, slack_error: outcome.code }, 'a private word was not shown');
  } catch (error) {
    if (error instanceof BelayError || ctx.stopping.aborted) return;
    throw error;
  }
}
