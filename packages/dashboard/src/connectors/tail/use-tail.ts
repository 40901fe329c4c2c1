import type { EventItem } from '@belay/contract/read';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { api } from '../../api/api.ts';
import { useLive } from '../../live/live-context.tsx';
import type { LiveItem } from '../../live/live-stream.ts';
import { type Experience, readExperience } from '../../memory/experience/read-experience.ts';
import { arrive, drop, emptyTail, hold, release, type Tail } from './tail-state.ts';

/** Experiences that are read out of a burst: a backfill writes hundreds a second, nobody reads them. */
const mostAtOnce = 8;

type Change =
  | { kind: 'arrive'; news: Experience[] }
  | { kind: 'drop'; ids: ReadonlySet<string> }
  | { kind: 'hold' }
  | { kind: 'release' };

function change(tail: Tail<Experience>, what: Change): Tail<Experience> {
  switch (what.kind) {
    case 'arrive':
      return arrive(tail, what.news);
    case 'drop':
      return drop(tail, what.ids);
    case 'hold':
      return hold(tail);
    case 'release':
      return release(tail);
  }
}

/** The newest experiences below a scope as they are captured; of a burst, the newest few. */
export function useTail(scope: string) {
  const [tail, tell] = useReducer(change, emptyTail<Experience>());
  const wanted = useRef<string[]>([]);
  const reading = useRef(false);

  const first = useQuery({
    queryKey: ['tail', scope],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: EventItem[] }>('/v1/events', {
          query: { scope, view: 'descend', limit: 40 },
          signal,
        })
      ).items,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const { data } = first;
  useEffect(() => {
    if (data) tell({ kind: 'arrive', news: data.map(readExperience) });
  }, [data]);

  const readWanted = useCallback(async () => {
    if (reading.current) return;
    reading.current = true;
    try {
      while (wanted.current.length > 0) {
        const ids = wanted.current.splice(0).slice(-mostAtOnce);
        const found = await Promise.all(ids.map(readOne));
        // the newest stands on top
        tell({ kind: 'arrive', news: found.flatMap((one) => one ?? []).reverse() });
      }
    } finally {
      reading.current = false;
    }
  }, []);

  useLive(['captured', 'forgotten'], (items) => {
    const own = items.filter((item) => isBelow(item, scope));
    const gone = own.flatMap((item) => (item.kind === 'forgotten' ? (item.event_id ?? []) : []));
    if (gone.length > 0) tell({ kind: 'drop', ids: new Set(gone) });
    const news = own.flatMap((item) => (item.kind === 'captured' ? (item.event_id ?? []) : []));
    if (news.length === 0) return;
    wanted.current.push(...news.slice(-mostAtOnce));
    void readWanted();
  });

  return {
    tail,
    hold: useCallback(() => tell({ kind: 'hold' }), []),
    release: useCallback(() => tell({ kind: 'release' }), []),
    error: first.error,
    isLoading: first.isPending,
  };
}

/** One that was forgotten meanwhile, or that this person may not read, is nobody's news. */
async function readOne(id: string): Promise<Experience | undefined> {
  try {
    return readExperience(await api.get<EventItem>(`/v1/events/${id}`));
  } catch {
    return undefined;
  }
}

function isBelow(item: LiveItem, scope: string): boolean {
  return item.scope === scope || item.scope.startsWith(`${scope}/`);
}
