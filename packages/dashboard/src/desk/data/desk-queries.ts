import type { ActionRunView } from '@belay/contract/desk/action';
import type {
  ConversationDetail,
  ConversationsPage,
  ConversationView,
  MessagesPage,
  Queue,
  QueueCounts,
} from '@belay/contract/desk/conversation';
import type { ConversationSlackView } from '@belay/contract/desk/slack-conversation';
import type { LeadsPage, VisitorDetail, VisitorsPage } from '@belay/contract/desk/visitor';
import type { Role } from '@belay/contract/people';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { withKnownEarlier } from './apply-to-detail.ts';

/** What a list of conversations shows. */
export interface ListFilter {
  queue: Queue;
  agent?: string | undefined;
  visitor?: string | undefined;
  query?: string | undefined;
}

/** Names of what is cached: the stream keeps `lists` and `one` true, the others are read again. */
export const deskKeys = {
  lists: ['desk', 'conversations'] as const,
  list: (filter: ListFilter) => ['desk', 'conversations', filter] as const,
  one: (id: string) => ['desk', 'conversation', id] as const,
  counts: ['desk', 'counts'] as const,
  people: ['desk', 'people'] as const,
  runs: (id: string) => ['desk', 'runs', id] as const,
  slack: (id: string) => ['desk', 'slack', id] as const,
  visitors: ['desk', 'visitors'] as const,
  visitor: (id: string) => ['desk', 'visitor', id] as const,
  leads: ['desk', 'leads'] as const,
};

export function conversationPath(id: string): string {
  return `/v1/desk/conversations/${encodeURIComponent(id)}`;
}

export function visitorPath(id: string): string {
  return `/v1/desk/visitors/${encodeURIComponent(id)}`;
}

const rowsAtOnce = 100;

/** A queue, page by page. The stream keeps it true: nothing is read again by time. */
export const conversationsQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: deskKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      api.get<ConversationsPage>('/v1/desk/conversations', {
        query: {
          queue: filter.queue,
          agent_id: filter.agent,
          visitor_id: filter.visitor,
          query: filter.query,
          cursor: pageParam,
          limit: rowsAtOnce,
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last: ConversationsPage) => last.next_cursor,
    staleTime: 60_000,
    // ten thousand rows are not compared word by word: what didn't change is the same object
    structuralSharing: false,
  });

/** A conversation with its newest messages. */
export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: deskKeys.one(id),
    queryFn: async ({ signal, client }) => {
      const fresh = await api.get<ConversationDetail>(conversationPath(id), { signal });
      const known = client.getQueryData<ConversationDetail>(deskKeys.one(id));
      return known ? withKnownEarlier(fresh, known) : fresh;
    },
    staleTime: 60_000,
    // links of files work for five minutes
    refetchInterval: ({ state }) =>
      state.data?.messages.some(({ files }) => files.length > 0) ? 4 * 60_000 : false,
    structuralSharing: false,
  });

/** Messages before this one, in order. */
export function earlierMessages(id: string, before: number): Promise<MessagesPage> {
  return api.get<MessagesPage>(`${conversationPath(id)}/messages`, { query: { before } });
}

export const countsQuery = queryOptions({
  queryKey: deskKeys.counts,
  queryFn: ({ signal }) => api.get<QueueCounts>('/v1/desk/counts', { signal }),
  // the stream tells sooner; this is for a stream that is cut off
  refetchInterval: 60_000,
  // the number in the window's title is for whoever looks at another tab
  refetchIntervalInBackground: true,
});

/** Somebody to whom a conversation can be given. */
export interface DeskPerson {
  id: string;
  name: string;
  role: Role;
  /** false: they said that they are away; such ones come last */
  available: boolean;
}
export const peopleQuery = queryOptions({
  queryKey: deskKeys.people,
  queryFn: async ({ signal }) =>
    (await api.get<{ items: DeskPerson[] }>('/v1/desk/people', { signal })).items,
  staleTime: 60_000,
});

export const runsQuery = (id: string) =>
  queryOptions({
    queryKey: deskKeys.runs(id),
    queryFn: async ({ signal }) =>
      (await api.get<{ items: ActionRunView[] }>(`${conversationPath(id)}/runs`, { signal })).items,
    staleTime: 60_000,
  });

/** Where a conversation stands in Slack. The stream tells when it changed; a ladder climbs by itself. */
export const slackQuery = ({ id, state }: Pick<ConversationView, 'id' | 'state'>) =>
  queryOptions({
    queryKey: deskKeys.slack(id),
    queryFn: ({ signal }) =>
      api.get<ConversationSlackView>(`${conversationPath(id)}/slack`, { signal }),
    staleTime: 60_000,
    refetchInterval: state === 'waiting' ? 15_000 : false,
  });

export const visitorsQuery = (query: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...deskKeys.visitors, query ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.get<VisitorsPage>('/v1/desk/visitors', {
        query: { query, cursor: pageParam, limit: rowsAtOnce },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last: VisitorsPage) => last.next_cursor,
    placeholderData: (before) => before,
  });

export const visitorQuery = (id: string) =>
  queryOptions({
    queryKey: deskKeys.visitor(id),
    queryFn: ({ signal }) => api.get<VisitorDetail>(visitorPath(id), { signal }),
  });

export interface LeadFilter {
  agent?: string | undefined;
  query?: string | undefined;
}
export const leadsQuery = (filter: LeadFilter) =>
  infiniteQueryOptions({
    queryKey: [...deskKeys.leads, filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<LeadsPage>('/v1/desk/leads', {
        query: {
          agent_id: filter.agent,
          query: filter.query,
          cursor: pageParam,
          limit: rowsAtOnce,
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last: LeadsPage) => last.next_cursor,
    placeholderData: (before) => before,
  });
