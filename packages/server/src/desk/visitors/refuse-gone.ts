import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { blocked } from './visitor-token.ts';

/**
 * Under `lockVisitor`: a request that was let in a moment ago writes nothing for a visitor who was
 * erased, merged or blocked since. Throws INVALID_CREDENTIALS or POLICY_DENIED.
 */
export async function refuseGone(
  db: pg.PoolClient,
  { tenant, visitor }: { tenant: string; visitor: string },
): Promise<void> {
  const { rows } = await db.query<{ is_blocked: boolean }>({
    name: 'visitor-gone',
    text: `select blocked_at is not null as is_blocked from visitor
           where tenant = $1 and id = $2 and erased_at is null`,
    values: [tenant, visitor],
  });
  if (!rows[0])
    throw new BelayError(
      'INVALID_CREDENTIALS',
      'This visitor is not known here any more. POST /v1/widget/session gives a new token.',
    );
  if (rows[0].is_blocked) throw blocked();
}
