import { roles } from '@belay/contract/people';
import { covers } from '@belay/server/auth/capabilities';
import { roleCapabilities } from '@belay/server/auth/roles';
import { expect, test } from 'vitest';
import { type Ability, roleAllows } from './role-allows.ts';

/** What the server asks for where the page asks for an ability. */
const needed: Record<Ability, string> = {
  'memory.read': 'scope.read.local',
  'connectors.read': 'connectors.read',
  'connectors.manage': 'connectors.manage',
  'memory.forget': 'forget.cascade.redact_events',
  'members.manage': 'members.manage',
  'tokens.manage': 'auth.mint',
  'audit.read': 'audit.read',
  'tenant.manage': 'tenant.manage',
  'desk.read': 'desk.read',
  'desk.operate': 'desk.operate',
  'desk.manage': 'desk.manage',
};

test('[MGD-6] pages offer a role exactly what the server lets it do', () => {
  for (const role of roles)
    for (const [ability, capability] of Object.entries(needed) as [Ability, string][])
      expect(roleAllows(role, ability), `${role}: ${ability}`).toBe(
        roleCapabilities[role].some((granted) => covers(granted, capability)),
      );
});
