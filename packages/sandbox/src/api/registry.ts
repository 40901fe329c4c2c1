import { methods as oracle } from '../oracle/oracle.ts';
import type { Method } from './call.ts';
import { appMethods } from './methods/apps.ts';
import { authMethods } from './methods/auth.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationReadMethods } from './methods/conversations-read.ts';
import { conversationWriteMethods } from './methods/conversations-write.ts';
import { fileMethods } from './methods/files.ts';
import { oauthMethods } from './methods/oauth.ts';
import { reactionMethods } from './methods/reactions.ts';
import { teamMethods } from './methods/team.ts';
import { userMethods } from './methods/users.ts';
import { viewMethods } from './methods/views.ts';

/** Every method that the sandbox serves. What the oracle knows beyond these is missing. */
export const registry: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...appMethods,
    ...authMethods,
    ...chatMethods,
    ...conversationReadMethods,
    ...conversationWriteMethods,
    ...fileMethods,
    ...oauthMethods,
    ...reactionMethods,
    ...userMethods,
    ...teamMethods,
    ...viewMethods,
  }),
);

export function statusOf(method: string): 'supported' | 'partial' | 'missing' {
  return oracle[method] === undefined ? 'missing' : (registry.get(method)?.status ?? 'missing');
}
