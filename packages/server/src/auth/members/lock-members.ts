import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import { authorize, type Caller } from '../authorize.ts';
import { needPerson } from '../people/need-person.ts';
import { type Reach, readsAllPrivate } from '../people/reach.ts';
import { capabilitiesOf } from '../roles.ts';
import { findReach } from './need-member.ts';

export interface LockedMembers {
  rootScope: string;
  /** what the caller has now, not what they had when the request began */
  own: Reach;
  /** the same as a caller */
  caller: Caller;
}

/**
 * Holds the organisation's members until the transaction ends: whoever changes them at the same time
 * waits, and then sees what is left. Throws 403 when the caller is no longer a member, or lacks
 * `capability` by now.
 */
export async function lockMembers(
  client: pg.PoolClient,
  caller: Caller,
  capability: string | undefined,
): Promise<LockedMembers> {
  const person = needPerson(caller);
  const { rows } = await client.query<{ root_scope: string }>(
    `select t.root_scope from organisation o join tenant t on t.id = o.tenant
     where o.tenant = $1 for update of o`,
    [caller.tenant],
  );
  const own = await findReach(client, caller.tenant, person);
  const { rows: people } = await client.query<{ is_operator: boolean }>(
    'select is_operator from person where id = $1',
    [person],
  );
  const rootScope = rows[0]?.root_scope;
  if (rootScope === undefined || !own)
    throw new BelayError('POLICY_DENIED', 'You are no longer a member of this organisation.', {
      decided_by_tier: 'tenant',
      reason: 'not a member',
    });
  const fresh: Caller = {
    ...caller,
    capabilities: capabilitiesOf(own.role, people[0]?.is_operator === true),
    scopes: own.scopes ?? [rootScope],
    privateChannels: readsAllPrivate(own) ? 'all' : own.privateChannels,
  };
  if (capability !== undefined) authorize(fresh, capability);
  return { rootScope, own, caller: fresh };
}
