import type { ConnectorView } from '@belay/contract/connector';
import { expect, test } from 'vitest';
import type { ChannelStanding } from './channel-standing.ts';
import { duration, type Said, sentenceOf } from './sentence-of.ts';

type Change = Partial<Omit<Said, 'view'>> & { view?: Partial<ConnectorView> };

/** Only what sentences speak of; the rest of a view never matters here. */
function say({ view, ...rest }: Change): string {
  const shown = {
    state: 'live',
    eta_ms: null,
    clamped: false,
    channels: { total: 2, proved: 2, failing: 0 },
    moments: {
      messages_through: '2026-03-01T10:42:13.000Z',
      threads_as_of: null,
      reply_edits_as_of: null,
    },
    settings: { backfill_days: 30, mode: 'realtime' },
    realtime: { source: 'http', connected_at: null, last_event_at: '2026-03-01T10:42:13.000Z' },
    ...view,
  } as ConnectorView;
  return sentenceOf({
    reason: undefined,
    socketProblem: null,
    wasTaken: true,
    standings: [],
    ...rest,
    view: shown,
  });
}

function stuck(name: string, state: 'left' | 'failed' | 'unreadable'): ChannelStanding {
  return {
    facts: {
      channel_id: 'C1',
      record: { name, isPrivate: false, state, target: '0' },
      chunks: [],
      live: 0,
      debts: {},
      unread: 'none',
    },
    isRead: false,
    isProved: false,
    messagesThrough: undefined,
    threadsAsOf: undefined,
    progress: 0,
  };
}

test('[MGD-2] each state says in words what is so and what to do next', () => {
  const state = (is: ConnectorView['state'], rest: Change = {}) =>
    say({ ...rest, view: { ...rest.view, state: is } });
  expect(state('live')).toBe(
    'All 2 channels are proved complete through 2026-03-01 10:42 UTC. Events arrive as they are said.',
  );
  expect(state('paused')).toMatch(/^Paused: nothing is read/);
  expect(state('deleting')).toMatch(/being deleted/);
  expect(state('waiting', { wasTaken: false })).toBe('A worker takes it within seconds.');
  expect(state('waiting')).toMatch(/belay work/);
  expect(state('held', { reason: 'The memory is full.' })).toBe('The memory is full.');
  expect(state('failed')).toMatch(/failures below/);
  const few = { channels: { total: 3, proved: 1, failing: 0 }, eta_ms: 20 * 60_000 };
  expect(state('backfilling', { view: few })).toBe(
    'Reading the last 30 days: 1 of 3 channels is complete, about 20 min to go.',
  );
  expect(state('backfilling', { view: { ...few, clamped: true } })).toMatch(
    /15 messages a minute: importing an export ZIP/,
  );
  expect(state('polling', { view: { channels: { total: 0, proved: 0, failing: 0 } } })).toMatch(
    /No channel is followed yet: invite the bot/,
  );
});

test('[SYN-7] a channel that can’t be read is named with what mends it', () => {
  const channels = { total: 14, proved: 12, failing: 2 };
  const view = { state: 'polling' as const, channels };
  expect(say({ view, standings: [stuck('legal', 'left')] })).toBe(
    '12 of 14 channels are proved complete through 2026-03-01 10:42 UTC; #legal needs an invitation for the bot.',
  );
  expect(say({ view, standings: [stuck('hr', 'unreadable'), stuck('legal', 'left')] })).toMatch(
    /#hr became private and has to be chosen by name, and 1 more have trouble\.$/,
  );
});

test('[MGD-4] real time that hears nothing says what is missing', () => {
  const realtime = (source: 'http' | 'socket') =>
    ({ source, connected_at: null, last_event_at: null }) as ConnectorView['realtime'];
  expect(say({ view: { realtime: realtime('http') } })).toMatch(/set the Request URL/);
  expect(say({ view: { realtime: realtime('socket') } })).toMatch(/socket is not open yet/);
  expect(
    say({ view: { realtime: realtime('socket') }, socketProblem: 'The app token was revoked.' }),
  ).toMatch(/by the socket: The app token was revoked\.$/);
});

test('[MGD-2] durations are as exact as they are certain', () => {
  expect([30_000, 61_000, 99 * 60_000, 3 * 3_600_000, 72 * 3_600_000].map(duration)).toEqual([
    'about a minute',
    'about 2 min',
    'about 99 min',
    'about 3 h',
    'about 3 days',
  ]);
});
