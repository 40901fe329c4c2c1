import type { Context } from '../../../../context.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import type { HeardOf } from '../store/heard.ts';
import { needThread } from './need-thread.ts';
import { receiveLine } from './receive-line.ts';

/** Somebody typed in a thread. */
export async function linePosted(
  ctx: Context,
  place: SlackPlace,
  { channel, message }: HeardOf<'posted'>,
): Promise<void> {
  const where = await needThread(ctx, place, channel, message.threadTs ?? '');
  if (where) await receiveLine(ctx, where, message);
}
