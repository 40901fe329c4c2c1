import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import type { Operator } from '../conversation/desk-actor.ts';
import { firstName } from '../conversation/state/first-name.ts';
import { needStanding } from '../conversation/state/standing.ts';

/** Colleagues see that somebody types; the visitor sees it of who has the conversation. */
export async function tellOperatorTyping(
  ctx: Context,
  { tenant, person, name }: Operator,
  conversation: string,
): Promise<void> {
  const { visitor, owner, state } = await needStanding(ctx.pool, tenant, conversation);
  const typing = {
    kind: 'typing',
    conversation_id: publicId('cnv', conversation),
    author: 'operator',
  } as const;
  const isOwner = state === 'human' && owner === person;
  ctx.desk.say({
    ...{ tenant, conversation, visitor },
    forOperators: { ...typing, name },
    forVisitor: isOwner ? { ...typing, name: firstName(name) } : null,
  });
}

/** How far our people have read: only ever further, and never beyond what there is. */
export async function markSeenByOperator(
  ctx: Context,
  { tenant }: Operator,
  conversation: string,
  seq: number,
): Promise<void> {
  await needStanding(ctx.pool, tenant, conversation);
  const { rows } = await ctx.pool.query<{ seen: number; visitor: string }>({
    name: 'desk-operator-seen',
    text: `update conversation set seen_by_operator = least($3, seq)
           where tenant = $1 and id = $2 and seen_by_operator < least($3, seq)
           returning seen_by_operator as seen, visitor`,
    values: [tenant, conversation, seq],
  });
  const [row] = rows;
  if (!row) return;
  const seen = {
    kind: 'seen',
    conversation_id: publicId('cnv', conversation),
    by: 'operator',
    seq: row.seen,
  } as const;
  const { visitor } = row;
  ctx.desk.say({
    ...{ tenant, conversation, visitor },
    forOperators: seen,
    forVisitor: seen,
  });
}
