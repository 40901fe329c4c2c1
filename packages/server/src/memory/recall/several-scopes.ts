import type { View } from '@belay/contract/read';
import type { Caller } from '../../auth/authorize.ts';
import { type ScopeFilter, scopeFilter } from '../scope-filter.ts';
import { belowScope } from '../scope-range.ts';

/**
 * What several scopes reach in one view; throws 403 unless the caller may see each of them. Below
 * many scopes is decided once per scope that exists (every write provisions its own), not once per
 * row: the hash that comes of it costs a row one look, however many scopes there are. $1 is the
 * statement's tenant.
 */
export function severalScopes(caller: Caller, scopes: readonly string[], view: View): ScopeFilter {
  const filters = scopes.map((scope) => scopeFilter(caller, scope, view));
  const [only] = filters;
  if (only !== undefined && filters.length === 1) return only;
  const value = [...new Set(filters.flatMap((filter) => filter.value))];
  if (view !== 'descend')
    return { sql: (column, parameter) => `${column} = any(${parameter}::text[])`, value };
  return {
    sql: (column, parameter) =>
      `${column} in (select known.path from scope known, unnest(${parameter}::text[]) as place
                     where known.tenant = $1 and ${belowScope('known.path', 'place')})`,
    value,
  };
}
