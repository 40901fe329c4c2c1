import type { ChannelChoice, ChannelSearch, channelsBody } from '@belay/contract/connector';
import type { Channel } from '@belay/slack/model';
import type { z } from 'zod';
import { nameChannels } from './name-channels.ts';

type Search = Pick<z.output<typeof channelsBody>, 'query' | 'names' | 'offset' | 'limit'>;

/**
 * Channels that match, the best first: those that are named, then names that begin with the query,
 * then names that hold it; archived ones after the others. Pure: a key stroke costs Slack nothing.
 */
export function searchChannels(all: readonly Channel[], search: Search): ChannelSearch {
  const { found, unknown } = nameChannels(all, search.names ?? []);
  const named = new Map(found.map((channel, index) => [channel.id, index]));
  const wanted = search.query.trim().replace(/^#/, '').toLowerCase();
  const ranked = all
    .map((channel) => ({ channel, rank: rankOf(channel, wanted), at: named.get(channel.id) }))
    .filter(({ rank, at }) => rank !== undefined || at !== undefined)
    .toSorted((a, b) => order(a.at, b.at) || (a.rank ?? 0) - (b.rank ?? 0));
  return {
    items: ranked
      .slice(search.offset, search.offset + search.limit)
      .map(({ channel }) => choice(channel)),
    total: ranked.length,
    unknown,
  };
}

/** Undefined: no match. The sort is stable, so what ranks alike stays in the order of names. */
function rankOf(channel: Channel, wanted: string): number | undefined {
  const name = channel.name.toLowerCase();
  const late = channel.isArchived ? 10 : 0;
  if (name === wanted || channel.id.toLowerCase() === wanted) return 0;
  if (name.startsWith(wanted)) return 1 + late;
  return name.includes(wanted) ? 2 + late : undefined;
}

/** Those that are named stand first, in the order in which they were. */
function order(a: number | undefined, b: number | undefined): number {
  return (a ?? Number.MAX_SAFE_INTEGER) - (b ?? Number.MAX_SAFE_INTEGER);
}

function choice({ id, name, ...is }: Channel): ChannelChoice {
  return {
    id,
    name,
    is_private: is.isPrivate,
    is_member: is.isMember,
    is_archived: is.isArchived,
    is_shared: is.isShared,
  };
}
