import type { Role } from '@belay/contract/people';

const order: readonly Role[] = ['owner', 'admin', 'operator', 'viewer'];

/** The roles that somebody may give: their own and lower ones. Pure. */
export function grantableRoles(own: Role): readonly Role[] {
  return order.slice(order.indexOf(own));
}
