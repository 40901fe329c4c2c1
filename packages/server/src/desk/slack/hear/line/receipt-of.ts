import type pg from 'pg';
import type { LineRow, Receipt } from './line-row.ts';

/** What the reaction says of words that the visitor has: an edit of what they saw is seen. */
export async function receiptOf(
  db: pg.Pool | pg.PoolClient,
  { tenant }: Pick<LineRow, 'tenant'>,
  message: string,
): Promise<Receipt> {
  const { rows } = await db.query(
    `select from message m
     join conversation c on c.tenant = m.tenant and c.id = m.conversation
     where m.tenant = $1 and m.id = $2 and m.seq <= c.seen_by_visitor`,
    [tenant, message],
  );
  return rows.length > 0 ? 'seen' : 'stored';
}
