import type { EventFacets, EventItem, EventVersion, Pack, ThreadItem } from '@belay/contract/read';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { MemorySearch } from './memory-search.ts';
import { listQuery, recallRequest } from './recall-request.ts';

interface EventPage {
  items: EventItem[];
  next_cursor: string | null;
}

/** The answer of recall to the question of the address. */
export const recallQuery = (search: MemorySearch, scope: string) => {
  const request = recallRequest(search, scope);
  return queryOptions({
    queryKey: ['memory', 'recall', request],
    queryFn: ({ signal }) => api.post<Pack>('/v1/recall', request, { signal }),
    enabled: search.q !== undefined,
    placeholderData: keepPreviousData,
  });
};

/** Everything below the scope, newest first, page by page. */
export const browseQuery = (search: MemorySearch, scope: string) => {
  const query = listQuery(search, scope);
  return infiniteQueryOptions({
    queryKey: ['memory', 'browse', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<EventPage>('/v1/events', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: EventPage) => last.next_cursor,
    enabled: search.q === undefined,
    placeholderData: keepPreviousData,
  });
};

export const facetsQuery = (scope: string) =>
  queryOptions({
    queryKey: ['memory', 'facets', scope],
    queryFn: ({ signal }) =>
      api.get<EventFacets>('/v1/events/facets', {
        query: { scope, view: 'descend', limit: 100 },
        signal,
      }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

export const scopesQuery = queryOptions({
  queryKey: ['memory', 'scopes'],
  queryFn: async ({ signal }) =>
    (
      await api.get<{ items: { path: string }[] }>('/v1/scopes/list', {
        query: { limit: 1000 },
        signal,
      })
    ).items.map(({ path }) => path),
  staleTime: 60_000,
});

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['memory', 'event', id],
    queryFn: ({ signal }) => api.get<EventItem>(`/v1/events/${id}`, { signal }),
  });

export const versionsQuery = (id: string, asOf: string | undefined) =>
  queryOptions({
    queryKey: ['memory', 'versions', id, asOf],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: EventVersion[] }>(`/v1/events/${id}/versions`, {
          query: { limit: 200, as_of: asOf },
          signal,
        })
      ).items,
  });

export const threadQuery = (id: string, asOf: string | undefined) =>
  queryOptions({
    queryKey: ['memory', 'thread', id, asOf],
    queryFn: ({ signal }) =>
      api.get<{ items: ThreadItem[]; has_more: boolean }>(`/v1/events/${id}/thread`, {
        query: { limit: 200, as_of: asOf },
        signal,
      }),
  });
