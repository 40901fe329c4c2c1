import type { ConversationView } from '@belay/contract/desk/conversation';
import { useCan, useMe } from '../../session/use-session.ts';
import { type AllowedVerbs, allowedVerbs } from './allowed-verbs.ts';

/** What the signed-in person can do with this conversation. */
export function useAllowed(view: ConversationView): AllowedVerbs {
  const { user } = useMe();
  const operates = useCan('desk.operate');
  const isAdmin = useCan('desk.manage');
  return allowedVerbs(view, { id: user.id, operates, isAdmin });
}
