import { type Counts, noCounts, type Progress, type SyncReport } from '@belay/connector/progress';
import { expect, test } from 'vitest';
import { StatusBook } from './status-book.ts';

const limits = { limits: [], clamped: false };
const now = 1_000_000;
const book = (before = {}) =>
  new StatusBook({ before, mode: 'realtime', url: 'https://ropes.example/', now });
const tick = (counts: Partial<Counts>): Progress => ({
  type: 'tick',
  counts: { ...noCounts(), ...counts },
  perSecond: 0,
  requests: 1,
  owed: { thread: 2 },
  etaMs: 5_000,
});
const finished = (counts: Partial<Counts>, more: Partial<SyncReport> = {}): Progress => ({
  type: 'finished',
  report: {
    outcome: 'done',
    counts: { ...noCounts(), ...counts },
    failures: [],
    requests: {},
    owed: {},
    startedAt: 0,
    endedAt: 1,
    ...more,
  },
});
const started: Progress = {
  type: 'started',
  workspace: { teamId: 'T1', name: 'Ropes', domain: 'ropes' },
  channels: [],
};

test('[MGD-2] counts go on over runs, restarts and runs that broke off', () => {
  const first = book();
  first.take(started, now);
  first.take(tick({ messages: 3 }), now);
  first.take(tick({ messages: 5, replies: 1 }), now);
  // broke off without a report
  first.take(started, now);
  first.take(finished({ messages: 2, forgotten: 1 }), now);
  const told = first.status(now, limits);
  expect(told.counts).toMatchObject({ messages: 7, replies: 1, forgotten: 1 });
  const next = book(JSON.parse(JSON.stringify(told)));
  next.take(started, now);
  next.take(tick({ messages: 1 }), now);
  expect(next.status(now, limits).counts.messages).toBe(8);
});

test('[MGD-2] what was captured is told once, and again if it could not be written', () => {
  const one = book();
  one.take(tick({ messages: 3, files: 1 }), now);
  const flow = one.takeFlow();
  expect(flow).toMatchObject({ messages: 3, files: 1 });
  one.take(tick({ messages: 4, files: 1 }), now);
  one.giveBack(flow);
  expect(one.takeFlow()).toMatchObject({ messages: 4, files: 1 });
  expect(one.takeFlow()).toMatchObject({ messages: 0, files: 0 });
});

test('[MGD-2] what is left out is counted by the backfill, not again by every look after it', () => {
  const one = book();
  const skipped = () => one.status(now, limits).counts.skipped;
  one.take(tick({ skipped: 4 }), now);
  one.backfilled(true, now);
  for (let look = 0; look < 5; look++) {
    one.take(finished({ skipped: 4 + look }), now);
    one.take(started, now);
  }
  expect(skipped()).toBe(4);
  one.backfilled(false, now);
  one.take(finished({ skipped: 5 }), now);
  expect(skipped()).toBe(5);
});

test('[MGD-2] the rate is of the last ten seconds, and falls to nothing by itself', () => {
  const one = book();
  one.take(tick({ messages: 100 }), now);
  expect(one.status(now + 9_000, limits).per_second).toBe(10);
  expect(one.status(now + 11_000, limits).per_second).toBe(0);
});

test('[MGD-2] the state says what is the matter, and only while it is', () => {
  const one = book();
  const stateAt = (at: number) => one.status(at, limits);
  expect(stateAt(now)).toMatchObject({ state: 'backfilling' });
  one.take(tick({}), now);
  expect(stateAt(now).eta_ms).toBe(5_000);
  one.backfilled(true, now);
  expect(stateAt(now)).toMatchObject({ state: 'live', eta_ms: null });
  one.take({ type: 'held', code: 'UNAVAILABLE', message: 'away', retryAt: now + 1_000 }, now);
  expect(stateAt(now)).toMatchObject({ state: 'held', reason: 'away' });
  expect(stateAt(now + 10_000).state).toBe('live');
  one.trouble('failed', 'store another token');
  expect(stateAt(now)).toMatchObject({ state: 'failed', reason: 'store another token' });
  one.take(started, now);
  expect(stateAt(now + 10_000)).not.toHaveProperty('reason');
});

test('[SYN-4] each failure stands once, with a link, until the next run has looked again', () => {
  const one = book();
  const failure = {
    kind: 'message' as const,
    channelId: 'C1',
    ts: '1710502200.000100',
    code: 'x',
    message: 'It is too long.',
    retryAt: 0,
  };
  one.take({ type: 'failure', failure }, now);
  one.take({ type: 'failure', failure: { ...failure, message: 'Still too long.' } }, now);
  expect(one.status(now, limits).failures).toEqual([
    {
      id: 'message:C1:1710502200.000100',
      kind: 'message',
      channel: 'C1',
      code: 'x',
      message: 'Still too long.',
      retry_at: '1970-01-01T00:00:00.000Z',
      link: 'https://ropes.example/archives/C1/p1710502200000100',
    },
  ]);
  for (let n = 0; n < 500; n++)
    one.take({ type: 'failure', failure: { ...failure, ts: `${n}.1` } }, now);
  expect(one.status(now, limits).failures).toHaveLength(100);
  one.take(started, now);
  expect(one.status(now, limits).failures).toEqual([]);
});

test('[MGD-2] the lag is told of what is said now, never of a backfill', () => {
  const one = book();
  one.arrived(now - 5_000_000, now);
  expect(one.status(now, limits).lag_ms).toBeNull();
  one.backfilled(true, now);
  // its last page
  one.arrived(now - 5_000_000, now + 10);
  expect(one.status(now, limits).lag_ms).toBeNull();
  one.arrived(now + 300, now + 1_000);
  expect(one.status(now, limits).lag_ms).toBe(700);
  const restarted = book({ backfilled: true });
  restarted.arrived(now + 100, now + 200);
  expect(restarted.status(now, limits).lag_ms).toBe(100);
});
