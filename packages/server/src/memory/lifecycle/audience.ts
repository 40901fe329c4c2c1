import type { LifecycleQuery } from '@belay/contract/read';
import type { Caller } from '../../auth/authorize.ts';
import { scopeCovers } from '../../auth/capabilities.ts';
import { uuidOf } from '../ids.ts';
import { maySeeMark } from '../scope-privacy.ts';
import { payloadWanted } from './read-lifecycle.ts';
import type { SettledRow } from './read-settled.ts';

/** Streams that may hear and want to hear the same: a row is judged and written out once for all. */
export interface Audience {
  tenant: string;
  /** equal for equal audiences */
  key: string;
  /** the one event that is followed, as a uuid */
  only: string | undefined;
  hears(row: SettledRow): boolean;
}

/** The filters of `read-lifecycle`, in memory. Both must say the same of every row. */
export function audienceOf(caller: Caller, query: LifecycleQuery): Audience {
  const { tenant, scopes, privateChannels } = caller;
  const kinds = query.events === undefined ? undefined : new Set(query.events.split(','));
  const only = query.event_id === undefined ? undefined : uuidOf('evt', query.event_id);
  const payload = payloadWanted(query);
  const inScope = (scope: string) =>
    scopes.some((outer) => scopeCovers(outer, scope)) &&
    (query.scope === undefined || scopeCovers(query.scope, scope));
  return {
    tenant,
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
