import type { Context } from '../../../context.ts';
import type { SlackPlace } from '../people/slack-place.ts';

/** Somebody looks at the app's Home: drawn at once, and from then on when their queue changes. */
export async function homeOpened(
  _ctx: Context,
  _place: SlackPlace,
  _userId: string,
): Promise<void> {
  throw new Error('not built yet');
}
