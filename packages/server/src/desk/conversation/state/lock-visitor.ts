import { BelayError } from '@belay/contract/error';
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

/** Throws NOT_FOUND for a visitor who was erased, POLICY_DENIED for one who was blocked, meanwhile. */
export async function needSpeaker(
  db: pg.PoolClient,
  { tenant, visitor }: { tenant: string; visitor: string },
): Promise<void> {
  const { rows } = await db.query<{ blocked: boolean }>({
    name: 'desk-speaker',
    text: `select blocked_at is not null as blocked from visitor
           where tenant = $1 and id = $2 and erased_at is null`,
    values: [tenant, visitor],
  });
  const [row] = rows;
  if (!row) throw new BelayError('NOT_FOUND', 'There is no such visitor.');
  if (row.blocked)
    throw new BelayError('POLICY_DENIED', 'The team takes no more messages from here.', {
      reason: 'blocked',
    });
}
