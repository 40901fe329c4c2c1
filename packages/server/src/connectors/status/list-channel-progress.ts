import type { ChannelProgress } from '@belay/contract/connector';
import { isTs } from '@belay/slack/ids/ts';
import type pg from 'pg';
import { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { ConnectorRow } from '../store/connector-row.ts';
import { type ChannelStanding, channelStanding } from './channel-standing.ts';
import { maySeeChannel } from './may-see-channel.ts';
import { iso } from './moments-of.ts';
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

const mostExceptions = 100;

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
    readOldest(ctx.pool, caller.tenant, row.id, ids),
    readExceptions(ctx.pool, caller.tenant, row.id, ids),
  ]);
  const told = readWorkerStatus(row.status);
  return {
    items: page.map(({ standing, state: is }) => {
      const { channel_id } = standing.facts;
      return {
        ...shown(standing, row, told),
        state: is,
        moments: {
          messages_through: iso(standing.messagesThrough),
          threads_as_of: iso(standing.threadsAsOf),
          reply_edits_as_of: iso(
            standing.threadsAsOf === undefined
              ? undefined
              : Math.min(standing.threadsAsOf, oldest.get(channel_id) ?? standing.threadsAsOf),
          ),
        },
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

async function readOldest(
  pool: pg.Pool,
  tenant: string,
  connector: string,
  channels: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; at: number | null }>({
    name: 'channels-oldest-thread',
    text: `select c.id, (
             select thread_read_at from ledger_message m
             where m.tenant = $1 and m.connector = $2 and m.channel_id = c.id
               and m.thread_read_at is not null order by thread_read_at limit 1) as at
           from unnest($3::text[]) as c (id)`,
    values: [tenant, connector, channels],
  });
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at]])));
}

interface ExceptionRow {
  id: string;
  channel_id: string;
  kind: string;
  ts: string;
  reason: string;
  due: number;
}

async function readExceptions(
  pool: pg.Pool,
  tenant: string,
  connector: string,
  channels: readonly string[],
): Promise<Map<string, ChannelProgress['exceptions']>> {
  const { rows } = await pool.query<ExceptionRow>({
    name: 'channels-exceptions',
    text: `select d.* from unnest($3::text[]) as c (id), lateral (
             select id, channel_id, kind, ts, reason, due from ledger_debt
             where tenant = $1 and connector = $2 and channel_id = c.id and reason is not null
             order by due, id limit ${mostExceptions}) as d`,
    values: [tenant, connector, channels],
  });
  const found = new Map<string, ChannelProgress['exceptions']>();
  for (const { id, channel_id, kind, ts, reason, due } of rows) {
    const retry_at = kind === 'exception' ? null : new Date(due).toISOString();
    const exception = { id, kind, ts: isTs(ts) ? ts : '', reason, retry_at };
    found.set(channel_id, [...(found.get(channel_id) ?? []), exception]);
  }
  return found;
}
