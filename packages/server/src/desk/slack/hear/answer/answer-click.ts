import { BelayError } from '@belay/contract/error';
import type { CardMessage } from '@belay/slack/cards/block';
import { postAnswer } from '@belay/slack/client/post-answer';
import type { Interaction } from '@belay/slack/parse/interaction';
import type { Context } from '../../../../context.ts';
import { installationAccess } from '../../../../slack-app/install/installation-token.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { whisper } from './whisper.ts';

const patienceMs = 5_000;

/**
 * Answers a click, to who clicked alone: at the address that came with it, else in the thread.
 * `replace`: what was clicked was theirs alone and becomes this. Best effort: what the click did
 * stands, and cards show it.
 */
export async function answerClick(
  ctx: Context,
  place: SlackPlace,
  click: Pick<Interaction, 'responseUrl' | 'channelId' | 'threadTs' | 'messageTs' | 'user'>,
  kind: 'private' | 'replace',
  message: CardMessage,
): Promise<void> {
  if (click.responseUrl !== undefined) {
    const apiUrl = await apiUrlOf(ctx, place);
    const options = { fetch, timeoutMs: patienceMs, apiUrl };
    const outcome = await postAnswer(click.responseUrl, { kind, message }, options);
    // an answer that may have arrived isn't given twice
    if (outcome.kind === 'done' || outcome.kind === 'unknown-outcome') return;
  }
  if (click.channelId === undefined) return;
  const threadTs = click.threadTs ?? click.messageTs;
  const to = { channel: click.channelId, user: click.user.id };
  await whisper(ctx, place, threadTs === undefined ? to : { ...to, threadTs }, message);
}

/** An installation without a token still tells where it was. */
async function apiUrlOf(ctx: Context, place: SlackPlace): Promise<string | undefined> {
  try {
    return (await installationAccess(ctx, place.tenant, place.installation)).apiUrl;
  } catch (error) {
    if (error instanceof BelayError) return undefined;
    throw error;
  }
}
