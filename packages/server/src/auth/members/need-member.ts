import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { type Reach, type ReachRow, reachOf } from '../people/reach.ts';

/** What a member has. Throws 404 for those who are none. */
export async function needMember(
  client: pg.PoolClient,
  tenant: string,
  person: string,
): Promise<Reach> {
  const reach = await findReach(client, tenant, person);
  if (reach) return reach;
  throw noSuchMember();
}

/** What a member has; undefined for those who are none. */
export async function findReach(
  client: pg.PoolClient,
  tenant: string,
  person: string,
): Promise<Reach | undefined> {
  const { rows } = await client.query<ReachRow>(
    'select role, scopes, all_private, private_channels from member where tenant = $1 and person = $2',
    [tenant, person],
  );
  return rows[0] && reachOf(rows[0]);
}

export function noSuchMember(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such member.');
}
