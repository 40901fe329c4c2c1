import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId } from '../../memory/ids.ts';
import { receiptsSeen } from '../slack/hear/line/receipts.ts';
import type { VisitorCaller } from '../visitors/visitor-caller.ts';

type Live = Pick<Context, 'pool' | 'desk'>;

/** Operators see that the visitor types. */
export async function tellTyping(
  ctx: Live,
  { tenant, visitor }: VisitorCaller,
  conversation: string,
): Promise<void> {
  const { rows } = await ctx.pool.query<{ name: string | null }>({
    name: 'visitor-name',
    text: 'select name from visitor where tenant = $1 and id = $2',
    values: [tenant, visitor],
  });
  ctx.desk.say({
    ...{ tenant, visitor, conversation, forVisitor: null },
    forOperators: {
      kind: 'typing',
      conversation_id: publicId('cnv', conversation),
      author: 'visitor',
      name: rows[0]?.name ?? null,
    },
  });
}

/** How far the visitor has read: only ever further, and never beyond what there is. */
export async function markSeen(
  ctx: Live,
  { tenant, visitor }: VisitorCaller,
  conversation: string,
  seq: number,
): Promise<void> {
  const row = await inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<{ seen: number }>({
      name: 'visitor-seen',
      text: `update conversation set seen_by_visitor = least($4, seq)
             where tenant = $1 and id = $2 and visitor = $3 and seen_by_visitor < least($4, seq)
             returning seen_by_visitor as seen`,
      values: [tenant, conversation, visitor, seq],
    });
    const [further] = rows;
    if (further) await receiptsSeen(db, { tenant, conversation, seq: further.seen });
    return further;
  });
  if (!row) return;
  ctx.desk.say({
    ...{ tenant, visitor, conversation, forVisitor: null },
    forOperators: {
      kind: 'seen',
      conversation_id: publicId('cnv', conversation),
      by: 'visitor',
      seq: row.seen,
    },
  });
}
