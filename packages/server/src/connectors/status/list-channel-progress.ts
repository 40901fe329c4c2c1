import type { ChannelProgress } from '@belay/contract/connector';
import { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { ConnectorRow } from '../store/connector-row.ts';
import { type ChannelStanding, channelStanding } from './channel-standing.ts';
import { maySeeChannel } from './may-see-channel.ts';
import { momentsOf } from './moments-of.ts';
import { readExceptions, readOldestOfChannels } from './read-channel-details.ts';
import { readStandings } from './read-standings.ts';
import { readWorkerStatus, type WorkerStatus } from './worker-status.ts';

const states = [
  'reading',
  'proved',
  'waiting',
  'left',
  'archived',
  'failed',
  'unreadable',
] as const;

export const channelsQuery = z.object({
  query: z.string().max(200).default(''),
  state: z.enum(states).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/**
 * The channels of a connector with what is proved of each, those in trouble first. All are judged
 * in memory, so that search, filter and total are exact; only what is shown costs more queries.
 */
export async function listChannelProgress(
  ctx: Context,
  caller: Caller,
  row: ConnectorRow,
  { query, state, offset, limit }: z.output<typeof channelsQuery>,
): Promise<{ items: ChannelProgress[]; total: number }> {
  const now = ctx.now();
  const facts = (await readStandings(ctx.pool, caller.tenant, [row.id])).get(row.id) ?? [];
  const wanted = query.trim().replace(/^#/, '').toLowerCase();
  const found = facts
    .filter(({ channel_id: id, record }) =>
      maySeeChannel(caller, { id, isPrivate: record.isPrivate }),
    )
    .filter(
      ({ channel_id, record }) =>
        record.name.toLowerCase().includes(wanted) || channel_id.toLowerCase() === wanted,
    )
    .map((each) => channelStanding(each, now))
    .map((standing) => ({ standing, state: stateOf(standing) }))
    .filter((each) => state === undefined || each.state === state)
    .toSorted((a, b) => order[a.state] - order[b.state]);
  const page = found.slice(offset, offset + limit);
  const ids = page.map(({ standing }) => standing.facts.channel_id);
  const [oldest, exceptions] = await Promise.all([
    readOldestOfChannels(ctx.pool, caller.tenant, row.id, ids),
    readExceptions(ctx.pool, caller.tenant, row.id, ids),
  ]);
  const told = readWorkerStatus(row.status);
  return {
    items: page.map(({ standing, state: is }) => {
      const { channel_id } = standing.facts;
      return {
        ...shown(standing, row, told),
        state: is,
        moments: momentsOf([standing], oldest.get(channel_id)),
        exceptions: exceptions.get(channel_id) ?? [],
      };
    }),
    total: found.length,
  };
}

/** What needs somebody first, then what moves, then what is done. */
const order: Record<ChannelProgress['state'], number> = {
  failed: 0,
  unreadable: 1,
  left: 2,
  reading: 3,
  waiting: 4,
  proved: 5,
  archived: 6,
};

function stateOf({ facts, isProved }: ChannelStanding): ChannelProgress['state'] {
  const { state } = facts.record;
  if (state !== 'active') return state;
  if (isProved) return 'proved';
  return facts.chunks.length === 0 ? 'waiting' : 'reading';
}

function shown(
  { facts, isProved, isRead, progress }: ChannelStanding,
  { settings }: ConnectorRow,
  told: WorkerStatus | undefined,
): Omit<ChannelProgress, 'state' | 'moments' | 'exceptions'> {
  const { channel_id, record, live, debts } = facts;
  const { exception: _, ...owed } = debts;
  const polled = settings.mode === 'polling' ? settings.poll_seconds * 1000 : null;
  return {
    id: channel_id,
    name: record.name,
    is_private: record.isPrivate,
    reason: record.reason ?? null,
    messages: live,
    progress,
    // channels are read side by side: all of them end about when the last one does
    eta_ms: isProved || !isRead ? null : (told?.eta_ms ?? null),
    every_ms: isRead ? (told?.every_ms?.[channel_id] ?? polled) : null,
    owed,
  };
}
