import type { Membership } from '@belay/contract/people';
import { queryClient, tenantChoice } from '../api/api.ts';
import { meQuery } from '../session/session-queries.ts';

/** Works in another organisation from here on. Nothing that was read for the former one stays. */
export async function switchOrganisation(
  { id }: Pick<Membership, 'id'>,
  navigateHome: () => Promise<void>,
): Promise<void> {
  if (id === tenantChoice.get()) return;
  tenantChoice.set(id);
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  await navigateHome();
  // whoever shows an organisation looks at `me` and asks which one is chosen
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
}
