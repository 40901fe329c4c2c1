import type { Interaction } from '@belay/slack/parse/interaction';
import type { Context } from '../../../context.ts';
import type { SlackPlace } from '../people/slack-place.ts';

/** A button of the app's Home: take, hand back, away and back again. */
export async function homeClick(
  _ctx: Context,
  _place: SlackPlace,
  _click: Interaction,
): Promise<void> {
  throw new Error('not built yet');
}
