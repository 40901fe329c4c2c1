import type { RatingView, ratingBody } from '@belay/contract/desk/conversation';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { addJob } from '../../jobs/add-job.ts';
import { findAgent } from '../agents/find-agent.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { lockStanding } from '../conversation/state/standing.ts';
import { tell } from '../conversation/state/tell.ts';
import { isLow } from './is-low.ts';

/** Time to change one's mind before anybody is told (NTF-8). */
const settleMs = 10_000;

/** What `conversation.rating` holds: what is shown, and of which cycle it is. */
export interface StoredRating extends RatingView {
  cycle: number;
}

/**
 * A visitor rates a conversation, or changes what they said. Whatever it is in the end is announced
 * ten seconds after the last change. Throws NOT_FOUND, INVALID_BODY.
 */
export async function rate(
  ctx: Context,
  { tenant, visitor, agent }: { tenant: string; visitor: string; agent: string },
  conversation: string,
  { thumb, stars, comment }: z.output<typeof ratingBody>,
): Promise<void> {
  if (thumb === undefined && stars === undefined)
    throw new BelayError('INVALID_BODY', 'A rating has a thumb or stars.', {
      field: 'thumb',
      reason: 'missing',
    });
  const { settings } = await findAgent(ctx.pool, { tenant, agent });
  const given = { thumb: thumb ?? null, stars: stars ?? null };
  const at = new Date(ctx.now());
  const rating: RatingView = {
    ...{ ...given, comment: comment.trim() },
    low: isLow(given, settings.rating.low_stars),
    at: at.toISOString(),
  };
  await deskTransaction(ctx, async (tx) => {
    const { db } = tx;
    await lockStanding(tx, tenant, conversation);
    const { rows } = await db.query<{ cycle: number }>({
      name: 'rate-conversation',
      text: `update conversation
             set rating = $4::jsonb || jsonb_build_object('cycle', cycle), updated_at = now()
             where tenant = $1 and id = $2 and visitor = $3
             returning cycle`,
      values: [tenant, conversation, visitor, JSON.stringify(rating)],
    });
    const [row] = rows;
    if (!row) throw new BelayError('NOT_FOUND', 'There is no such conversation.');
    await tell(tx, { tenant, id: conversation, visitor });
    await addJob(
      db,
      'low_rating',
      { tenant, conversation, cycle: row.cycle },
      { key: `low_rating:${conversation}:${row.cycle}`, at: new Date(at.getTime() + settleMs) },
    );
  });
}
