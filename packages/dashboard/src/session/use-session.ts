import type { Me, Membership } from '@belay/contract/people';
import { useSuspenseQuery } from '@tanstack/react-query';
import { tenantChoice } from '../api/api.ts';
import { type Ability, roleAllows } from './role-allows.ts';
import { meQuery } from './session-queries.ts';

/** The signed-in person. Only inside the application, where there always is one. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The organisation that this tab works in: its `root_scope`, `role`, `is_demo`. */
export function useTenant(): Membership {
  const tenant = currentTenant(useMe());
  if (!tenant) throw new Error('A page of an organisation was shown without one');
  return tenant;
}

/** The chosen organisation if it is one of theirs, else their first; undefined: they have none. */
export function currentTenant(me: Me): Membership | undefined {
  return me.tenants.find(({ id }) => id === tenantChoice.get()) ?? me.tenants[0];
}

/** Whether the person may do this in the current organisation. */
export function useCan(ability: Ability): boolean {
  return roleAllows(useTenant().role, ability);
}
