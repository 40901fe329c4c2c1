import type { Role } from '@belay/contract/people';
import { operatorCapabilities, ownerCapabilities } from './capabilities.ts';

const viewer = ['scope.read.*', 'lifecycle.subscribe', 'blob.read', 'connectors.read', 'desk.read'];
const operator = [...viewer, 'desk.operate'];
const admin = [
  ...operator,
  ...ownerCapabilities,
  'connectors.manage',
  'desk.manage',
  'members.manage',
];

/** What a member may, by role. `diagnostics.read` concerns the whole server: its first owner's. */
export const roleCapabilities: Record<Role, readonly string[]> = {
  viewer,
  operator,
  admin,
  owner: [...admin, 'tenant.manage'],
};

/** Of a person: whoever made the server also sees its figures, in whatever role. */
export function capabilitiesOf(role: Role, isOperator: boolean): readonly string[] {
  return isOperator ? [...roleCapabilities[role], 'diagnostics.read'] : roleCapabilities[role];
}

/** Everything that exists, for whoever checks a name. */
export const everyCapability: readonly string[] = [
  ...new Set([...roleCapabilities.owner, ...operatorCapabilities]),
];
