import type { Context } from '../../../context.ts';
import { operatorOfSlack } from '../people/operator-of-slack.ts';
import type { SlackPlace } from '../people/slack-place.ts';
import { askForHome } from './ask-for-home.ts';

/** Somebody looks at the app's Home: drawn at once, and from then on when their queue changes. */
export async function homeOpened(ctx: Context, place: SlackPlace, userId: string): Promise<void> {
  // who is linked by e-mail is, from their first look on
  await operatorOfSlack(ctx, { ...place, userId });
  await askForHome(ctx.pool, place, userId, new Date(ctx.now()));
}
