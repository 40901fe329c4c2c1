import type { Membership } from '@belay/contract/people';
import { queryClient, tenantChoice } from '../api/api.ts';
import { meQuery } from '../session/session-queries.ts';

/** Works in another organisation from here on. Nothing that was read for the former one stays. */
export async function switchOrganisation(
  { id }: Pick<Membership, 'id'>,
  navigateHome: () => Promise<void>,
): Promise<void> {
  if (id === tenantChoice.get()) return;
  await queryClient.cancelQueries();
  // the pages of the new one are mounted anew (by the shell's key) and find nothing of the former
  tenantChoice.set(id);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
  await navigateHome();
}
