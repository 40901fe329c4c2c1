import type { ActionRunView, ActionView } from '@belay/contract/desk/action';
import type { AgentEmbed, AgentScope, AgentView } from '@belay/contract/desk/agent';
import type { KnowledgePage, KnowledgeView } from '@belay/contract/desk/knowledge';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/api.ts';

/** Names of what is cached; the agent's id is always second, so that one may be told apart. */
export const agentKeys = {
  list: ['agents'] as const,
  one: (id: string) => ['agent', id] as const,
  embed: (id: string) => ['agent', id, 'embed'] as const,
  scopes: (id: string) => ['agent', id, 'scopes'] as const,
  knowledge: (id: string) => ['agent', id, 'knowledge'] as const,
  source: (id: string, knowledge: string) => ['agent', id, 'knowledge', knowledge] as const,
  actions: (id: string) => ['agent', id, 'actions'] as const,
  runs: (id: string, action: string) => ['agent', id, 'actions', action, 'runs'] as const,
};

interface Items<Item> {
  items: Item[];
}

/** Conversations come and go while nobody touches the page. */
const watchMs = 10_000;
/** While something is being read or forgotten, its progress is news. */
const movingMs = 1_500;

export const agentsQuery = queryOptions({
  queryKey: agentKeys.list,
  queryFn: async ({ signal }) => (await api.get<Items<AgentView>>('/v1/agents', { signal })).items,
  refetchInterval: watchMs,
});

export const agentQuery = (id: string) =>
  queryOptions({
    queryKey: agentKeys.one(id),
    queryFn: ({ signal }) => api.get<AgentView>(agentPath(id), { signal }),
    refetchInterval: watchMs,
  });

export const embedQuery = (id: string) =>
  queryOptions({
    queryKey: agentKeys.embed(id),
    queryFn: ({ signal }) => api.get<AgentEmbed>(`${agentPath(id)}/embed`, { signal }),
  });

export const scopesQuery = (id: string) =>
  queryOptions({
    queryKey: agentKeys.scopes(id),
    queryFn: async ({ signal }) =>
      (await api.get<Items<AgentScope>>(`${agentPath(id)}/scopes`, { signal })).items,
  });

/** The newest first, found by a part of the title. The list carries no texts: `sourceQuery` has all of one. */
export const knowledgeQuery = (id: string, query: string) =>
  infiniteQueryOptions({
    queryKey: [...agentKeys.knowledge(id), 'list', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<KnowledgePage>(`${agentPath(id)}/knowledge`, {
        query: { query, cursor: pageParam, limit: 100 },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last: KnowledgePage) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isMoving)) ? movingMs : 30_000,
  });

function isMoving({ state }: KnowledgeView): boolean {
  return state === 'learning' || state === 'removing';
}

export const sourceQuery = (id: string, knowledge: string) =>
  queryOptions({
    queryKey: agentKeys.source(id, knowledge),
    queryFn: ({ signal }) => api.get<KnowledgeView>(sourcePath(id, knowledge), { signal }),
    // what is edited is what stands now
    staleTime: 0,
  });

export const actionsQuery = (id: string) =>
  queryOptions({
    queryKey: agentKeys.actions(id),
    queryFn: async ({ signal }) =>
      (await api.get<Items<ActionView>>(`${agentPath(id)}/actions`, { signal })).items,
  });

export const runsQuery = (id: string, action: string) =>
  queryOptions({
    queryKey: agentKeys.runs(id, action),
    queryFn: async ({ signal }) =>
      (await api.get<Items<ActionRunView>>(`${actionPath(id, action)}/runs`, { signal })).items,
    refetchInterval: watchMs,
  });

export function agentPath(id: string): string {
  return `/v1/agents/${encodeURIComponent(id)}`;
}
export function sourcePath(id: string, knowledge: string): string {
  return `${agentPath(id)}/knowledge/${encodeURIComponent(knowledge)}`;
}
export function actionPath(id: string, action: string): string {
  return `${agentPath(id)}/actions/${encodeURIComponent(action)}`;
}
