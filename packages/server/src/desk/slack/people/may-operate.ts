import type { Role } from '@belay/contract/people';
import { covers } from '../../../auth/capabilities.ts';
import { roleCapabilities } from '../../../auth/roles.ts';

/** Whether a member of that role answers visitors; null: no member. */
export function mayOperate(role: Role | null): role is Role {
  return role !== null && may(role, 'desk.operate');
}

/** Whether they also decide over colleagues' conversations. */
export function mayManage(role: Role): boolean {
  return may(role, 'desk.manage');
}

function may(role: Role, capability: string): boolean {
  return roleCapabilities[role].some((granted) => covers(granted, capability));
}
