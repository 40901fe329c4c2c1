import type { ConversationView, MessageView } from '@belay/contract/desk/conversation';
import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { api } from '../../api/api.ts';
import { paced } from '../../connectors/data/paced.ts';
import type { LiveState } from '../../live/live-stream.ts';
import { useStreamLife } from '../../live/use-stream-life.ts';
import { useMe, useTenant } from '../../session/use-session.ts';
import { createDeskCache } from '../data/desk-cache.ts';
import { deskKeys } from '../data/desk-queries.ts';
import { isCallerTab, queueAsCaller } from '../notify/caller-tab.ts';
import { notifyChoice } from '../notify/notify-choice.ts';
import { type DeskHandler, DeskHub } from './desk-hub.ts';
import type { Moment } from './moments.ts';

const DeskContext = createContext<DeskHub | null>(null);

/** Counts are read again at most this often, however much moves. */
const countsMs = 800;

const timers = {
  set: (callback: () => void, ms: number) => setTimeout(callback, ms),
  clear: (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>), // what `set` gave
};

function createHub(): DeskHub {
  return new DeskHub({
    open: (lastId, _kinds, signal) =>
      api.raw('/v1/desk/stream', {
        signal,
        headers: {
          accept: 'text/event-stream',
          ...(lastId === null ? {} : { 'last-event-id': lastId }),
        },
      }),
    now: Date.now,
    random: Math.random,
    online: () => navigator.onLine,
    setTimer: timers.set,
    clearTimer: timers.clear,
  });
}

/** Follows the desk for as long as somebody is signed in, and keeps all that is cached of it true. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const { user } = useMe();
  const { id: tenant } = useTenant();
  const [hub] = useState(createHub);
  useEffect(() => {
    const cache = createDeskCache(client, user.id);
    const counts = paced(
      () => void client.invalidateQueries({ queryKey: deskKeys.counts }),
      countsMs,
      timers,
    );
    const stopEvents = hub.listen((events) => {
      cache.take(events);
      if (events.some(({ kind }) => ['conversation', 'erased', 'counts'].includes(kind)))
        counts.ask('counts');
    });
    const stopGaps = hub.onGap(
      () => void client.invalidateQueries({ queryKey: ['desk'], refetchType: 'active' }),
    );
    return () => {
      stopEvents();
      stopGaps();
      counts.stop();
      cache.stop();
    };
  }, [hub, client, user.id]);
  useEffect(() => queueAsCaller(tenant), [tenant]);
  useStreamLife(hub, () => {
    const { desktop, sound } = notifyChoice();
    return (desktop || sound) && isCallerTab(tenant);
  });
  return <DeskContext value={hub}>{children}</DeskContext>;
}

function useHub(): DeskHub {
  const hub = useContext(DeskContext);
  if (!hub) throw new Error('Pages of the desk stand inside a DeskProvider');
  return hub;
}

/** Hears of every event of the desk while the component is there, behind the cache. */
export function useDeskEvents(handler: DeskHandler): void {
  const hub = useHub();
  const latest = useEffectEvent(handler);
  useEffect(() => hub.listen((events) => latest(events)), [hub]);
}

/** Whether the desk's stream lives, and when it last did. */
export function useDeskState(): LiveState {
  const hub = useHub();
  return useSyncExternalStore(hub.subscribeState, hub.state);
}

/** Drafts and typing of one conversation. */
export function useMoment(conversation: string): Moment {
  const hub = useHub();
  return useSyncExternalStore(hub.subscribeMoments, () => hub.moment(conversation));
}

/** Shows what a verb answered at once: the stream tells the same a moment later. */
export function useTakeAnswer(): (answer: {
  conversation?: ConversationView | undefined;
  message?: MessageView | null | undefined;
}) => void {
  const hub = useHub();
  return ({ conversation, message }) =>
    hub.tell([
      ...(conversation ? [{ kind: 'conversation', conversation } as const] : []),
      ...(message
        ? [{ kind: 'message', conversation_id: message.conversation_id, message } as const]
        : []),
    ]);
}
