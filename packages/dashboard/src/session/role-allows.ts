import type { Role } from '@belay/contract/people';

/** What pages ask about. The server decides; this only spares people buttons that would refuse. */
export type Ability =
  | 'memory.read'
  | 'connectors.read'
  | 'connectors.manage'
  | 'memory.forget'
  | 'members.manage'
  | 'tokens.manage'
  | 'audit.read'
  | 'tenant.manage'
  | 'desk.read'
  | 'desk.operate'
  | 'desk.manage';

const everyone: Ability[] = ['memory.read', 'connectors.read', 'desk.read'];
const operator: Ability[] = [...everyone, 'desk.operate'];
const admin: Ability[] = [
  ...operator,
  'desk.manage',
  'connectors.manage',
  'memory.forget',
  'members.manage',
  'tokens.manage',
  'audit.read',
];

const abilities: Record<Role, readonly Ability[]> = {
  viewer: everyone,
  operator,
  admin,
  owner: [...admin, 'tenant.manage'],
};

/** Whether a role may do this. */
export function roleAllows(role: Role, ability: Ability): boolean {
  return abilities[role].includes(ability);
}
