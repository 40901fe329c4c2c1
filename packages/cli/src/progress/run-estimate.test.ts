import { noCounts, type Progress } from '@belay/connector/progress';
import { msToTs } from '@belay/slack/ids/ts';
import { expect, test } from 'vitest';
import type { Limits } from './limits.ts';
import { RunEstimate } from './run-estimate.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const start = Date.parse('2026-03-15T10:30:00Z');

interface World {
  channels: number;
  /** in the whole window of each channel */
  pages: number;
  threadsAPage: number;
  /** requests a minute of each of the two methods */
  perMinute: number;
}

/**
 * Plays a run against limits that hold for history and replies beside each other, and answers, for
 * each moment at which there was an estimate, that and the time that it really took.
 */
function play({ channels, pages, threadsAPage, perMinute }: World) {
  const windowMs = 30 * dayMs;
  const estimate = new RunEstimate(start - windowMs);
  const isClamped = perMinute === 1;
  const tell = (progress: Progress, at: number) => estimate.noticed(progress, at);
  const names = Array.from({ length: channels }, (_, i) => ({ id: `C${i}`, name: `c${i}` }));
  tell(
    { type: 'started', workspace: { teamId: 'T', name: 'T', domain: 't' }, channels: names },
    start,
  );
  const read = names.map(() => 0);
  let owed = 0;
  let history = 0;
  let replies = 0;
  const guesses: { at: number; left: number }[] = [];
  let now = start;
  const isOver = () => read.every((n) => n >= pages) && owed === 0;
  while (!isOver()) {
    now += minuteMs / perMinute;
    // newest first over all channels, as the engine walks
    const next = read.indexOf(Math.min(...read));
    const done = read[next] ?? pages;
    if (done < pages) {
      history += 1;
      owed += threadsAPage;
      read[next] = done + 1;
      const reached = msToTs(start - (windowMs * (done + 1)) / pages);
      const state = done + 1 === pages ? 'done' : 'reading';
      tell(
        {
          type: 'channel',
          channelId: `C${next}`,
          name: 'c',
          state,
          found: 0,
          captured: 0,
          reached,
        },
        now,
      );
    }
    if (owed > 0) {
      owed -= 1;
      replies += 1;
    }
    tell(
      { type: 'tick', counts: noCounts(), perSecond: 0, requests: 0, owed: { thread: owed } },
      now,
    );
    const limits: Limits = {
      isClamped,
      methods: {
        'conversations.history': { requests: history, perMinute },
        'conversations.replies': { requests: replies, perMinute },
      },
    };
    const left = estimate.left(limits, now);
    if (left !== undefined) guesses.push({ at: now, left });
  }
  return { guesses, end: now };
}

/** Whether every guess after the first few is within a fifth of the truth, or ten minutes. */
function worst({ guesses, end }: ReturnType<typeof play>): number {
  return Math.max(
    ...guesses
      .slice(Math.ceil(guesses.length / 10))
      .map(({ at, left }) => Math.abs(left - (end - at)) / Math.max(end - at, 10 * minuteMs)),
  );
}

test('[CLI-3] the time left is true in the clamped mode, from the first tenth on', () => {
  const run = play({ channels: 4, pages: 30, threadsAPage: 5, perMinute: 1 });
  expect(run.end - start).toBeGreaterThan(9 * 60 * minuteMs);
  expect(worst(run)).toBeLessThan(0.2);
  const [first] = run.guesses.slice(run.guesses.length / 10);
  expect(first?.left).toBeGreaterThan(8 * 60 * minuteMs);
});

test('[CLI-3] and under the documented limits, whether pages or threads take longer', () => {
  expect(worst(play({ channels: 20, pages: 40, threadsAPage: 3, perMinute: 50 }))).toBeLessThan(
    0.2,
  );
  expect(worst(play({ channels: 20, pages: 200, threadsAPage: 0.5, perMinute: 50 }))).toBeLessThan(
    0.2,
  );
});

test('[CLI-3] a memory that is slower than Slack sets the pace', () => {
  const estimate = new RunEstimate(start - 30 * dayMs);
  const at = (requests: number): Limits => ({
    isClamped: false,
    methods: { 'conversations.replies': { requests, perMinute: 50 } },
  });
  const channel: Progress = {
    type: 'channel',
    channelId: 'C1',
    name: 'c',
    state: 'done',
    found: 0,
    captured: 0,
    reached: '0.000000',
  };
  const tick = (thread: number): Progress => ({
    type: 'tick',
    counts: noCounts(),
    perSecond: 0,
    requests: 0,
    owed: { thread },
  });
  estimate.noticed(channel, start);
  estimate.noticed(tick(100), start);
  expect(estimate.left(at(0), start)).toBe(100 * 1200);
  estimate.noticed(tick(90), start + minuteMs);
  expect(estimate.left(at(10), start + minuteMs)).toBe(90 * 6000);
});

test('[CLI-3] an end that nobody can see is not guessed', () => {
  const estimate = new RunEstimate(0);
  const limits: Limits = { isClamped: true, methods: {} };
  expect(estimate.left(limits, start)).toBeUndefined();
  estimate.noticed(
    {
      type: 'channel',
      channelId: 'C1',
      name: 'c',
      state: 'reading',
      found: 9,
      captured: 9,
      reached: msToTs(start - dayMs),
    },
    start,
  );
  expect(estimate.left(limits, start)).toBeUndefined();
});
