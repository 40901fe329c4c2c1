import type { LifecycleQuery } from '@belay/contract/read';
import type { Caller } from '../../auth/authorize.ts';
import { scopeCovers } from '../../auth/capabilities.ts';
import type { Audience } from '../../live/hub.ts';
import { uuidOf } from '../ids.ts';
import { maySeeMark } from '../scope-privacy.ts';
import { payloadWanted } from './read-lifecycle.ts';
import type { SettledRow } from './read-settled.ts';

/** Callers who may read the same and ask for the same. */
export interface LifecycleAudience extends Audience {
  /** the one event that is followed, as a uuid */
  only: string | undefined;
  hears(row: SettledRow): boolean;
}

/** The filters of `read-lifecycle`, in memory. Both must say the same of every row. */
export function audienceOf(caller: Caller, query: LifecycleQuery): LifecycleAudience {
  const { tenant, scopes, privateChannels } = caller;
  const kinds = query.events === undefined ? undefined : new Set(query.events.split(','));
  const only = query.event_id === undefined ? undefined : uuidOf('evt', query.event_id);
  const payload = payloadWanted(query);
  const inScope = (scope: string) =>
    scopes.some((outer) => scopeCovers(outer, scope)) &&
    (query.scope === undefined || scopeCovers(query.scope, scope));
  return {
    tenant,
    topic: tenant,
    key: JSON.stringify([scopes, privateChannels, query.scope, query.events, only, payload]),
    only,
    hears: (row) =>
      row.tenant === tenant &&
      (kinds === undefined || kinds.has(row.kind)) &&
      (only === undefined || row.events.includes(only)) &&
      payload.every(([name, value]) => row.payload[name] === value) &&
      inScope(row.scope) &&
      maySeeMark(caller, row.mark),
  };
}
