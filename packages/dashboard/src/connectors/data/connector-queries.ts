import type { ChannelProgress, ConnectorView, ThroughputPoint } from '@belay/contract/connector';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import type { Range } from '../throughput/ranges.ts';
import { windowOf } from '../throughput/ranges.ts';

/** Names of what is cached; the connector's id is always second, so that one may be told apart. */
export const connectorKeys = {
  list: ['connectors'] as const,
  one: (id: string) => ['connector', id] as const,
  channels: (id: string) => ['connector', id, 'channels'] as const,
  throughput: (id: string) => ['connector', id, 'throughput'] as const,
};

export const connectorsQuery = queryOptions({
  queryKey: connectorKeys.list,
  queryFn: async ({ signal }) =>
    (await api.get<{ items: ConnectorView[] }>('/v1/connectors', { signal })).items,
  // the stream tells sooner; this is for a stream that is cut off
  refetchInterval: 30_000,
});

export const connectorQuery = (id: string) =>
  queryOptions({
    queryKey: connectorKeys.one(id),
    queryFn: ({ signal }) => api.get<ConnectorView>(connectorPath(id), { signal }),
    refetchInterval: 15_000,
  });

export interface ChannelFilter {
  query: string;
  state: ChannelProgress['state'] | '';
}
interface ChannelPage {
  items: ChannelProgress[];
  total: number;
}
const channelsAtOnce = 100;

export const channelProgressQuery = (id: string, filter: ChannelFilter) =>
  infiniteQueryOptions({
    queryKey: [...connectorKeys.channels(id), filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<ChannelPage>(`${connectorPath(id)}/channels`, {
        query: { ...filter, offset: pageParam, limit: channelsAtOnce },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last: ChannelPage, pages: ChannelPage[]) => {
      const read = pages.reduce((sum, page) => sum + page.items.length, 0);
      return last.items.length > 0 && read < last.total ? read : undefined;
    },
    placeholderData: (before) => before,
  });

/** The points of a range; the window moves on with every read. */
export const throughputQuery = (id: string, range: Range) =>
  queryOptions({
    queryKey: [...connectorKeys.throughput(id), range.key],
    queryFn: async ({ signal }) => {
      const { from, to } = windowOf(range, Date.now());
      const { items } = await api.get<{ items: ThroughputPoint[] }>(
        `${connectorPath(id)}/throughput`,
        {
          query: {
            from: new Date(from * 1000).toISOString(),
            to: new Date(to * 1000).toISOString(),
            step: range.stepS,
          },
          signal,
        },
      );
      return { points: items, from, to };
    },
    refetchInterval: range.refreshMs,
    placeholderData: (before) => before,
  });

export function connectorPath(id: string): string {
  return `/v1/connectors/${encodeURIComponent(id)}`;
}
