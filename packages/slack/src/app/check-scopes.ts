import type { ScopeCheck } from '@belay/contract/connector';
import type { BotScope } from './bot-scopes.ts';
import { manifestScopes } from './slack-manifest.ts';

const needs: Record<BotScope['weight'], ScopeCheck['need']> = {
  needed: 'required',
  data: 'useful',
  comfort: 'optional',
  spare: 'optional',
};

/**
 * Each scope that reading uses, granted or missing, and what it gives (SYN-9). A server that
 * doesn't tell the scopes is taken to grant them: a sync names what it misses.
 */
export function checkScopes(granted: readonly string[] | undefined): ScopeCheck[] {
  return manifestScopes().map(({ scope, gives, without, weight }) => {
    const isGranted = granted?.includes(scope) ?? true;
    return {
      scope,
      granted: isGranted,
      need: isSubstituted(scope, granted) ? 'optional' : needs[weight],
      gives: isGranted ? gives : `${gives}; without it, ${without}`,
    };
  });
}

/** Whether everything is there without which nothing can be read. */
export function mayRead(scopes: readonly ScopeCheck[]): boolean {
  return scopes.every(({ need, granted }) => granted || need !== 'required');
}

/** An app for private channels alone needs none of the public scopes. */
export function isSubstituted(scope: string, granted: readonly string[] | undefined): boolean {
  return scope.startsWith('channels:')
    ? (granted?.includes(scope.replace('channels:', 'groups:')) ?? false)
    : false;
}
