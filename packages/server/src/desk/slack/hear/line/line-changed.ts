import type { Context } from '../../../../context.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import type { HeardOf } from '../store/heard.ts';
import { editLine } from './edit-line.ts';
import { lineAt } from './find-line.ts';
import { needThread } from './need-thread.ts';
import { receiveLine } from './receive-line.ts';
import { withdrawFiles } from './withdraw-files.ts';

/** Somebody edited a line, or Slack changed it by itself. An edit may be the first that we hear of it. */
export async function lineChanged(
  ctx: Context,
  place: SlackPlace,
  { channel, message, eventTs }: HeardOf<'changed'>,
): Promise<void> {
  const where = await needThread(ctx, place, channel, message.threadTs ?? '');
  if (!where) return;
  let row = await lineAt(ctx.pool, place, channel, message.ts);
  if (!row) {
    if (!message.edited || (await receiveLine(ctx, where, message, eventTs))) return;
    row = await lineAt(ctx.pool, place, channel, message.ts);
  }
  if (!row) return;
  await withdrawFiles(ctx, row, message);
  await editLine(ctx, where, row, message, eventTs);
}
