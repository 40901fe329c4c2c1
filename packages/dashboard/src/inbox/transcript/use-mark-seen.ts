import type { ConversationView } from '@belay/contract/desk/conversation';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { markSeen } from '../../desk/data/desk-verbs.ts';
import { useCan } from '../../session/use-session.ts';

function subscribe(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  addEventListener('focus', listener);
  addEventListener('blur', listener);
  return () => {
    document.removeEventListener('visibilitychange', listener);
    removeEventListener('focus', listener);
    removeEventListener('blur', listener);
  };
}

/** Tells that somebody of the team has read up to here: only what was really in sight. */
export function useMarkSeen(view: ConversationView, newest: number, atEnd: boolean): void {
  const operates = useCan('desk.operate');
  const looks = useSyncExternalStore(subscribe, () => !document.hidden && document.hasFocus());
  const told = useRef(0);
  const due = operates && looks && atEnd && newest > view.seen_by_operator;
  useEffect(() => {
    if (!due || newest <= told.current) return;
    const timer = setTimeout(() => {
      told.current = newest;
      // a mark that is lost is told with the next message
      markSeen(view.id, newest).catch(() => undefined);
    }, 400);
    return () => clearTimeout(timer);
  }, [due, newest, view.id]);
}
