import { BelayError } from '@belay/contract/error';
import { isWithin, type Reach, scopesWithin } from '../people/reach.ts';
import type { LockedMembers } from './lock-members.ts';

/** Throws 422 for scopes of others, and 403 when somebody would be given more than the caller has. */
export function refuseExcess(granted: Reach, { own, rootScope }: LockedMembers): void {
  if (granted.scopes && !scopesWithin(granted.scopes, [rootScope]))
    throw new BelayError('INVALID_BODY', `scopes: each has to be ${rootScope}, or lie below it.`, {
      field: 'scopes',
      reason: `not below ${rootScope}`,
    });
  if (isWithin(granted, own, rootScope)) return;
  throw new BelayError(
    'POLICY_DENIED',
    'Nobody can give more than they have: not a higher role, nor memory that they do not read themselves.',
    { decided_by_tier: 'actor', reason: 'more than the caller has' },
  );
}

/** Throws 403 when somebody who is no owner changes one. */
export function refuseAboveOwn(member: Reach, own: Reach): void {
  if (member.role !== 'owner' || own.role === 'owner') return;
  throw new BelayError('POLICY_DENIED', 'Only an owner can change or remove an owner.', {
    decided_by_tier: 'actor',
    reason: 'owners are changed by owners',
  });
}
