import {
  defaultTemplate,
  parseScopeTemplate,
  type ScopeTemplate,
  ScopeTemplateError,
} from '@belay/connector/map/scope-template';
import { BelayError } from '@belay/contract/error';
import { scopeCovers } from '../../auth/capabilities.ts';
import { baseScope } from './base-scope.ts';

/** A template as the mapper reads it. Throws 422 with the mapper's reason and the field. */
export function readTemplate(source: string, field: string): ScopeTemplate {
  try {
    return parseScopeTemplate(source);
  } catch (error) {
    if (!(error instanceof ScopeTemplateError)) throw error;
    throw new BelayError('INVALID_BODY', error.message, { field, reason: error.message });
  }
}

/** Throws 422 unless all that it writes lies below the tenant's root scope. */
export function refuseOutside(rootScope: string, { source }: ScopeTemplate, field: string): void {
  if (scopeCovers(rootScope, baseScope(source))) return;
  const org = rootScope.slice(rootScope.indexOf(':') + 1);
  throw new BelayError(
    'INVALID_BODY',
    `The scope template has to begin with ${rootScope}/, for example ${defaultTemplate(org)}: everything of your organisation lies there.`,
    { field, reason: `outside of ${rootScope}` },
  );
}
