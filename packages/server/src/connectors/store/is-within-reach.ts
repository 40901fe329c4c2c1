import type { Caller } from '../../auth/authorize.ts';
import { scopeCovers } from '../../auth/capabilities.ts';
import { baseScope } from './base-scope.ts';
import type { ConnectorRow } from './connector-row.ts';

/** Whether a connector writes anywhere in or around the scopes of a caller. */
export function isWithinReach(caller: Caller, { settings }: Pick<ConnectorRow, 'settings'>) {
  const base = baseScope(settings.scope_template);
  return caller.scopes.some((held) => scopeCovers(held, base) || scopeCovers(base, held));
}
