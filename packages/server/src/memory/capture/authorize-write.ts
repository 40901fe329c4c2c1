import type { Experience } from '@belay/contract/experience';
import { authorize, type Caller } from '../../auth/authorize.ts';

/** What a write needs: the scope, and a further capability for speaking of others. Throws 403. */
export function authorizeWrite(caller: Caller, item: Experience): void {
  authorize(caller, 'scope.write', item.scope);
  const observed = item.observed_actor ?? caller.actor;
  if (observed !== caller.actor) authorize(caller, 'scope.write.on_behalf_of', item.scope);
  if (item.subject !== undefined && item.subject !== observed)
    authorize(caller, 'scope.write.about_other', item.scope);
  const consolidated = item.directives?.consolidate_into;
  if (consolidated !== undefined) authorize(caller, 'scope.write', consolidated);
}
