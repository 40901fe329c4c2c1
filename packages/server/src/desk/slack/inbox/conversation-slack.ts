import type { ConversationSlackView } from '@belay/contract/desk/slack-conversation';
import type { Context } from '../../../context.ts';
import type { Standing } from '../../conversation/state/standing.ts';
import { cardsOf } from './cards-of.ts';
import { heldLines } from './held-lines.ts';
import { ladderOf } from './ladder-of.ts';

/** Where a conversation stands in Slack, and what waits there: three small reads by its key. */
export async function conversationSlack(
  ctx: Context,
  standing: Standing,
): Promise<ConversationSlackView> {
  const [cards, held, ladder] = await Promise.all([
    cardsOf(ctx.pool, standing),
    heldLines(ctx.pool, standing, new Date(ctx.now())),
    ladderOf(ctx.pool, standing),
  ]);
  return { cards, held, ladder };
}
