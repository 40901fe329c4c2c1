import { BelayError } from '@belay/contract/error';
import type pg from 'pg';

/**
 * Throws 409 when the owner who is about to go or to be lowered is the last one. The members have to
 * be locked: else two owners who lower each other would leave nobody.
 */
export async function keepAnOwner(client: pg.PoolClient, tenant: string): Promise<void> {
  const { rows } = await client.query<{ owners: number }>(
    `select count(*)::int as owners from member where tenant = $1 and role = 'owner'`,
    [tenant],
  );
  if ((rows[0]?.owners ?? 0) > 1) return;
  throw new BelayError(
    'CONFLICT',
    'An organisation needs an owner, and this is the last one. Make somebody else an owner first.',
  );
}
