import type pg from 'pg';

/**
 * Locks all conversations of these visitors, in one order everywhere. Before the transaction writes
 * anything, as `lockStanding` does: news are told in the order of the transactions' numbers, so what
 * is drawn of a conversation has to be drawn under its lock.
 */
export async function lockConversations(
  db: pg.PoolClient,
  tenant: string,
  visitors: readonly string[],
): Promise<void> {
  if (visitors.length === 0) return;
  await db.query({
    name: 'lock-conversations',
    text: `select from conversation where tenant = $1 and visitor = any($2::uuid[])
           order by id for no key update`,
    values: [tenant, visitors],
  });
}
