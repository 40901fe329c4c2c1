import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { SlackAppView, SlackInstallationView } from '@belay/contract/desk/slack-app';
import type { SlackUserGroups } from '@belay/contract/desk/slack-channels';
import type { SlackDeliveriesPage } from '@belay/contract/desk/slack-delivery';
import type { SlackInstallPending, SlackTeamsPage } from '@belay/contract/desk/slack-install';
import type { SlackPersonView } from '@belay/contract/desk/slack-people';
import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { agentPath } from '../../agents/data/agent-queries.ts';
import { api } from '../../api/api.ts';

/** Names of what is cached; what belongs to one agent begins with `agent` and its id. */
export const slackKeys = {
  agent: (agent: string) => ['agent', agent, 'slack'] as const,
  channels: (agent: string) => ['agent', agent, 'slack-channels'] as const,
  deliveries: (agent: string) => ['agent', agent, 'slack-deliveries'] as const,
  groups: (agent: string) => ['agent', agent, 'slack-groups'] as const,
  app: ['slack-app'] as const,
  installations: ['slack-installations'] as const,
  people: ['slack-people'] as const,
  mine: ['slack-people', 'me'] as const,
};

/** Slack breaks and mends by itself: a page that is looked at notices. */
const watchMs = 5_000;
/** A post goes out within moments, and somebody waits to see it. */
const movingMs = 1_500;
const idleMs = 3_000;

export const agentSlackQuery = (agent: string) =>
  queryOptions({
    queryKey: slackKeys.agent(agent),
    queryFn: ({ signal }) => api.get<AgentSlackView>(`${agentPath(agent)}/slack`, { signal }),
    refetchInterval: watchMs,
  });

export const userGroupsQuery = (agent: string) =>
  queryOptions({
    queryKey: slackKeys.groups(agent),
    queryFn: ({ signal }) =>
      api.get<SlackUserGroups>(`${agentPath(agent)}/slack/user-groups`, { signal }),
    staleTime: 60_000,
    retry: false,
  });

export interface DeliveryFilter {
  state: string;
  event: string;
  channel: string;
}

/** The newest of one event, or none. */
export const lastDeliveryQuery = (agent: string, event: SlackEvent) =>
  queryOptions({
    queryKey: [...slackKeys.deliveries(agent), 'last', event],
    queryFn: async ({ signal }) => {
      const path = `${agentPath(agent)}/slack/deliveries`;
      const query = { event, limit: 1 };
      return (await api.get<SlackDeliveriesPage>(path, { query, signal })).items[0] ?? null;
    },
    refetchInterval: watchMs,
  });

/** The newest first; looked at more often while something is on its way. */
export const deliveriesQuery = (agent: string, filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: [...slackKeys.deliveries(agent), filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<SlackDeliveriesPage>(`${agentPath(agent)}/slack/deliveries`, {
        query: { ...filter, cursor: pageParam, limit: 50 },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (last: SlackDeliveriesPage) => last.next_cursor ?? undefined,
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) =>
        items.some(({ state }) => state === 'waiting' || state === 'sending'),
      )
        ? movingMs
        : idleMs,
  });

/** One that was begun and has not come back: perhaps an admin has to approve it. */
export const pendingInstallQuery = (agent: string) =>
  queryOptions({
    queryKey: [...slackKeys.agent(agent), 'install'],
    queryFn: ({ signal }) =>
      api.get<SlackInstallPending>(`${agentPath(agent)}/slack/install`, { signal }),
    refetchInterval: watchMs,
  });

/** Workspaces of an organisation that the app may work in. */
export const teamsQuery = (installation: string) =>
  queryOptions({
    queryKey: [...slackKeys.installations, installation, 'teams'],
    queryFn: ({ signal }) =>
      api.get<SlackTeamsPage>(`/v1/slack/installations/${encodeURIComponent(installation)}/teams`, {
        signal,
      }),
    retry: false,
    // none yet: an admin of the organisation is asked to add one
    refetchInterval: ({ state: { data } }) => (data?.items.length === 0 ? watchMs * 2 : false),
  });

/** The app; its manifest is for Socket Mode, or by default for this server's address. */
export const slackAppQuery = (mode?: 'socket') =>
  queryOptions({
    queryKey: [...slackKeys.app, mode ?? 'own'],
    queryFn: ({ signal }) => api.get<SlackAppView>('/v1/slack/app', { query: { mode }, signal }),
  });

export const installationsQuery = queryOptions({
  queryKey: slackKeys.installations,
  queryFn: async ({ signal }) =>
    (await api.get<{ items: SlackInstallationView[] }>('/v1/slack/installations', { signal }))
      .items,
  refetchInterval: watchMs,
});

const people = (queryKey: readonly string[], path: string) =>
  queryOptions({
    queryKey,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: SlackPersonView[] }>(path, { signal })).items,
  });
/** Everybody of the workspaces whom we know of. */
export const slackPeopleQuery = people(slackKeys.people, '/v1/slack/people');
/** The Slack accounts of the signed-in person. */
export const ownSlackQuery = people(slackKeys.mine, '/v1/slack/people/me');
