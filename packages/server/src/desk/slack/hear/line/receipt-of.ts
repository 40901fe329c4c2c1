import type pg from 'pg';
import type { LineRow, Receipt } from './line-row.ts';

/**
 * What the reaction says of words that the visitor has: an edit of what they saw is seen. In the
 * transaction that writes it down, before the line is locked: who reads meanwhile waits, and marks
 * it then.
 */
export async function receiptOf(
  db: pg.PoolClient,
  { tenant }: Pick<LineRow, 'tenant'>,
  message: string,
): Promise<Receipt> {
  const { rows } = await db.query<{ is_seen: boolean }>(
    `select m.seq <= c.seen_by_visitor as is_seen from message m
     join conversation c on c.tenant = m.tenant and c.id = m.conversation
     where m.tenant = $1 and m.id = $2 for share of c`,
    [tenant, message],
  );
  return rows[0]?.is_seen ? 'seen' : 'stored';
}
