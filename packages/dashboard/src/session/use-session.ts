import type { Me, Membership } from '@belay/contract/people';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { tenantChoice } from '../api/api.ts';
import { type Ability, roleAllows } from './role-allows.ts';
import { meQuery } from './session-queries.ts';

/** The signed-in person. Only inside the application, where there always is one. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The organisation that this tab works in: its `root_scope`, `role`, `is_demo`. */
export function useTenant(): Membership {
  const tenant = useTenantOrNone();
  if (!tenant) throw new Error('A page of an organisation was shown without one');
  return tenant;
}

/** The same where there may be none: a person who belongs to no organisation. */
export function useTenantOrNone(): Membership | undefined {
  // asked so that a switch is seen; `currentTenant` looks the choice up by itself
  useSyncExternalStore(tenantChoice.subscribe, tenantChoice.get);
  return currentTenant(useMe());
}

/** The chosen organisation if it is one of theirs, else their first; undefined: they have none. */
export function currentTenant(me: Me): Membership | undefined {
  return me.tenants.find(({ id }) => id === tenantChoice.get()) ?? me.tenants[0];
}

/** Whether the person may do this in the current organisation. */
export function useCan(ability: Ability): boolean {
  return roleAllows(useTenant().role, ability);
}
