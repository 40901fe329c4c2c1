import type { Context } from '../../../../context.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { Later } from '../store/later.ts';
import { isRootUnderWay, type ThreadPlace, threadAt } from './thread-at.ts';

/**
 * The thread under a root of ours; undefined: it is none. Throws `Later` while a root is on its way
 * to that channel, since it may be this one: its card stands there, and nobody here knows yet.
 */
export async function needThread(
  ctx: Context,
  place: SlackPlace,
  channel: string,
  threadTs: string,
): Promise<ThreadPlace | undefined> {
  // in this order: a root that arrives in between is found by the second look
  const isUnderWay = await isRootUnderWay(ctx.pool, place, channel);
  const where = await threadAt(ctx.pool, place, channel, threadTs);
  if (!where && isUnderWay) throw new Later('the root of a thread is not known yet');
  return where;
}
