import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { findAgent } from '../agents/find-agent.ts';
import { announce } from '../announce/announce.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { escalate } from '../conversation/verbs/escalate.ts';
import type { StoredRating } from './rate.ts';

/**
 * What a visitor thinks in the end, told once per conversation and cycle (NTF-8); a low one asks for
 * a person where the agent's rules say so. Each part may be begun again after a crash.
 */
export async function lowRating(
  ctx: Context,
  { tenant, conversation, cycle }: { tenant: string; conversation: string; cycle: number },
): Promise<void> {
  const { rows } = await ctx.pool.query<{ agent: string; rating: StoredRating | null }>(
    'select agent, rating from conversation where tenant = $1 and id = $2',
    [tenant, conversation],
  );
  const [row] = rows;
  // a later cycle's rating has a job of its own
  if (!row?.rating || row.rating.cycle !== cycle) return;
  const { agent, rating } = row;
  const { settings } = await findAgent(ctx.pool, { tenant, agent });
  const { thumb, stars, comment, low } = rating;
  const told = {
    ...{ tenant, conversation, agent, about: `${conversation}:${cycle}` },
    data: { conversation_id: publicId('cnv', conversation), thumb, stars, comment },
    at: new Date(ctx.now()),
  };
  const asksForPerson = low && settings.rules.some(({ on }) => on === 'low_rating');
  // first: what follows is not done again once it was announced
  if (asksForPerson && !(await wasAsked(ctx, told)))
    await escalate(
      ctx,
      { tenant, conversation },
      { by: { kind: 'rule', tenant }, reason: 'low_rating' },
    );
  await deskTransaction(ctx, async ({ db }) => {
    await announce(db, { ...told, kind: 'rating.given' });
    if (low) await announce(db, { ...told, kind: 'rating.low' });
  });
}

/** A rating that is changed after it was announced asks for nobody again. */
async function wasAsked(
  ctx: Context,
  { tenant, about }: { tenant: string; about: string },
): Promise<boolean> {
  const { rows } = await ctx.pool.query(
    `select from announcement where tenant = $1 and kind = 'rating.low' and about = $2`,
    [tenant, about],
  );
  return rows.length > 0;
}
