import type pg from 'pg';

/** First key of the advisory locks of visitors who write. */
const visitorLock = 7_236_144;

/**
 * One message of a visitor after the other: two tabs that say their first word at once begin one
 * conversation. An advisory lock, because it writes nothing: see `lockStanding`.
 */
export async function lockVisitor(
  db: pg.PoolClient,
  { tenant, visitor }: { tenant: string; visitor: string },
): Promise<void> {
  await db.query({
    name: 'desk-lock-visitor',
    text: 'select pg_advisory_xact_lock($1, hashtext($2))',
    values: [visitorLock, `${tenant} ${visitor}`],
  });
}
