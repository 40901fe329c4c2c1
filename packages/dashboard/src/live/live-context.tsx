import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { api, queryClient } from '../api/api.ts';
import { withQuery } from '../api/create-api.ts';
import { LiveHub } from './live-hub.ts';
import { type LiveItem, type LiveState, LiveStream } from './live-stream.ts';
import { useStreamLife } from './use-stream-life.ts';

const LiveContext = createContext<LiveHub | null>(null);

function createHub(): LiveHub {
  return new LiveHub(
    (on) =>
      new LiveStream(
        {
          open: (lastId, kinds, signal) =>
            api.raw(withQuery('/v1/lifecycle/stream', { events: kinds.join(',') }), {
              signal,
              headers: {
                accept: 'text/event-stream',
                ...(lastId === null ? {} : { 'last-event-id': lastId }),
              },
            }),
          now: Date.now,
          random: Math.random,
          online: () => navigator.onLine,
          setTimer: (callback, ms) => setTimeout(callback, ms),
          clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
        },
        on,
      ),
  );
}

/** Holds the one live stream of this tab, for the organisation it works in: give it a `key`. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [hub] = useState(createHub);
  useEffect(
    () => hub.onGap(() => void queryClient.invalidateQueries({ refetchType: 'active' })),
    [hub],
  );
  useStreamLife(hub, () => false);
  return <LiveContext value={hub}>{children}</LiveContext>;
}

function useHub(): LiveHub {
  const hub = useContext(LiveContext);
  if (!hub) throw new Error('Live pages stand inside a LiveProvider');
  return hub;
}

/**
 * Hears of lifecycle events of these kinds while the component is there: `handler` gets them in
 * order, gathered for at most 100 ms. It may change with every render. After a cut nothing is lost
 * or repeated; where that can't be known, all queries in use are read again.
 */
export function useLive(kinds: readonly string[], handler: (items: LiveItem[]) => void): void {
  const hub = useHub();
  const latest = useEffectEvent(handler);
  const wanted = [...kinds].sort().join();
  useEffect(() => hub.listen(wanted.split(','), (items) => latest(items)), [hub, wanted]);
}

/** Whether the stream lives, and when it last did. */
export function useLiveState(): LiveState {
  const hub = useHub();
  return useSyncExternalStore(hub.subscribeState, hub.state);
}
