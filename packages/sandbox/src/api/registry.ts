import { methods as oracle } from '../oracle/oracle.ts';
import type { Method } from './call.ts';
import { authMethods } from './methods/auth.ts';
import { conversationReadMethods } from './methods/conversations-read.ts';
import { teamMethods } from './methods/team.ts';
import { userMethods } from './methods/users.ts';

/** Every method that the sandbox serves. What the oracle knows beyond these is missing. */
export const registry: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...authMethods,
    ...conversationReadMethods,
    ...userMethods,
    ...teamMethods,
  }),
);

export function statusOf(method: string): 'supported' | 'partial' | 'missing' {
  return oracle[method] === undefined ? 'missing' : (registry.get(method)?.status ?? 'missing');
}
