import type { View } from '@belay/contract/read';
import { authorize, type Caller } from '../auth/authorize.ts';
import { scopeCovers } from '../auth/capabilities.ts';
import { belowScope } from './scope-range.ts';

/** The scopes that a view reaches, as SQL over `column` and its one parameter. */
export interface ScopeFilter {
  sql(column: string, parameter: string): string;
  value: string | string[];
}

const capabilityOf: Record<View, string> = {
  raw: 'scope.read.local',
  granular: 'scope.read.local',
  local: 'scope.read.local',
  structured: 'scope.read.local',
  holistic: 'scope.read.holistic',
  descend: 'scope.read.descend',
};

/**
 * Throws 403 unless the caller may see the scope in this view. `holistic` adds the ancestors that
 * the caller's scopes reach, never the descendants: a leak otherwise.
 */
export function scopeFilter(caller: Caller, scope: string, view: View): ScopeFilter {
  authorize(caller, capabilityOf[view], scope);
  if (view === 'descend')
    return { sql: (column, parameter) => belowScope(column, `${parameter}::text`), value: scope };
  const segments = scope.split('/');
  const line = segments.map((_, index) => segments.slice(0, index + 1).join('/'));
  const reached =
    view === 'holistic'
      ? line.filter((path) => caller.scopes.some((outer) => scopeCovers(outer, path)))
      : [scope];
  return { sql: (column, parameter) => `${column} = any(${parameter}::text[])`, value: reached };
}
