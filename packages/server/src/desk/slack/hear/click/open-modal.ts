import type { ModalView } from '@belay/slack/cards/block';
import type { Context } from '../../../../context.ts';
import { posterOf } from '../../outbox/poster-of.ts';
import type { Press } from './press.ts';

/** Within three seconds of the click, once. False: Slack didn't open it. */
export async function openModal(
  ctx: Context,
  { place, click }: Pick<Press, 'place' | 'click'>,
  view: ModalView,
): Promise<boolean> {
  if (click.triggerId === undefined) return false;
  const poster = await posterOf(ctx, place);
  const outcome = await poster.openView(click.triggerId, view, ctx.stopping);
  // one that may be open is answered, or it isn't
  return outcome.kind === 'done' || outcome.kind === 'unknown-outcome';
}
