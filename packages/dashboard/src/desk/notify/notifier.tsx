import type { ConversationDetail, ConversationsPage } from '@belay/contract/desk/conversation';
import {
  type InfiniteData,
  type QueryClient,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMe } from '../../session/use-session.ts';
import { setTitleMark } from '../../shell/window-title.ts';
import { countsQuery, deskKeys } from '../data/desk-queries.ts';
import { useDeskEvents } from '../live/desk-context.tsx';
import { callsFor } from './calls-for.ts';
import { chime } from './chime.ts';
import { notifyChoice } from './notify-choice.ts';

/** How many calls are remembered as told. */
const remembered = 500;

/** Tells people who look elsewhere: in the window's title, and as this browser was allowed to. */
export function Notifier() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { user } = useMe();
  const { data: counts } = useQuery(countsQuery);
  const { id: open } = useParams({ strict: false });
  const told = useRef(new Set<string>());
  const waiting = counts?.waiting ?? 0;
  useEffect(() => setTitleMark(waiting), [waiting]);
  useEffect(() => () => setTitleMark(0), []);

  useDeskEvents((events) => {
    const { desktop, sound } = notifyChoice();
    if (!desktop && !sound) return;
    const calls = callsFor(events, user.id, (id) => knownConversation(client, id), Date.now());
    const fresh = calls.filter(({ key, conversation }) => {
      if (told.current.has(key)) return false;
      told.current.add(key);
      // who looks at it needs no call
      return document.hidden || !document.hasFocus() || conversation !== open;
    });
    if (told.current.size > remembered) told.current = new Set(fresh.map(({ key }) => key));
    if (fresh.length === 0) return;
    if (sound) chime();
    if (!desktop || !('Notification' in window) || Notification.permission !== 'granted') return;
    for (const { tag, title, body, conversation } of fresh.slice(0, 3)) {
      const shown = new Notification(title, { body, tag, icon: '/app/belay.svg' });
      shown.onclick = () => {
        window.focus();
        void navigate({ to: '/inbox/$id', params: { id: conversation } });
        shown.close();
      };
    }
  });
  return null;
}

/** As this tab knows it: from its page or any list. */
function knownConversation(client: QueryClient, id: string) {
  const detail = client.getQueryData<ConversationDetail>(deskKeys.one(id));
  if (detail) return detail.conversation;
  const lists = client.getQueriesData<InfiniteData<ConversationsPage>>({
    queryKey: deskKeys.lists,
  });
  for (const [, data] of lists)
    for (const { items } of data?.pages ?? []) {
      const found = items.find((view) => view.id === id);
      if (found) return found;
    }
  return undefined;
}
