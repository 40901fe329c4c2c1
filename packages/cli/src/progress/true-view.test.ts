import { noCounts, type Progress } from '@belay/connector/progress';
import { msToTs } from '@belay/slack/ids/ts';
import { expect, test } from 'vitest';
import { testCli } from '../testing/test-cli.ts';
import { jsonView } from './json-view.ts';
import type { Limits } from './limits.ts';
import { trueView } from './true-view.ts';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-15T10:30:00Z');
const tick: Progress = {
  type: 'tick',
  counts: noCounts(),
  perSecond: 1,
  requests: 3,
  owed: {},
  etaMs: 1000,
};

interface Line {
  type: string;
  code?: string;
  message?: string;
  etaMs?: number;
  limits?: Limits;
}

function watched(since: number, isClamped: boolean) {
  let now = start;
  const { cli, written } = testCli();
  const limits = (): Limits => ({
    isClamped,
    methods: { 'conversations.history': { requests: 1, perMinute: isClamped ? 1 : 50, left: 0 } },
  });
  const view = trueView(jsonView(cli.terminal), { now: () => now, since, limits });
  const pass = (ms: number, progress: Progress) => {
    now += ms;
    view.show(progress);
  };
  const lines = () =>
    written.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  return { pass, lines };
}

const page = (reachedDaysAgo: number): Progress => ({
  type: 'channel',
  channelId: 'C1',
  name: 'general',
  state: 'reading',
  found: 15,
  captured: 15,
  reached: msToTs(start - reachedDaysAgo * dayMs),
});

test('[CLI-3] the clamped mode is announced once, with days and the quicker way', () => {
  const { pass, lines } = watched(start - 30 * dayMs, true);
  pass(0, { type: 'started', workspace: { teamId: 'T', name: 'T', domain: 't' }, channels: [] });
  pass(1000, page(0.003));
  pass(0, tick);
  pass(60_000, tick);
  expect(lines().filter(({ type }) => type === 'notice')).toEqual([]);
  pass(60_000, page(0.006));
  pass(60_000, page(0.009));
  for (const _ of [1, 2]) pass(0, tick);
  const notices = lines().filter(({ type }) => type === 'notice');
  expect(notices).toEqual([
    {
      type: 'notice',
      code: 'clamped',
      message:
        'Slack holds this app to one request of 15 messages a minute: about 7 days for what is left. An export ZIP is quicker: cortexdb-sync import <export.zip>',
      ms: expect.any(Number),
    },
  ]);
  const told = lines().findLast(({ type }) => type === 'tick');
  expect(told?.etaMs).toBeGreaterThan(6 * dayMs);
  expect(told?.limits).toMatchObject({ isClamped: true });
});

test('[CLI-3] without a guess it says the rate; without the clamp it says nothing', () => {
  const { pass, lines } = watched(0, true);
  pass(0, page(1));
  pass(0, tick);
  expect(lines().filter(({ type }) => type === 'notice')).toEqual([]);
  pass(180_000, tick);
  expect(lines().at(-2)?.message).toContain('900 messages an hour at most');
  expect(lines().at(-1)).not.toHaveProperty('etaMs');
  const free = watched(start - 30 * dayMs, false);
  free.pass(0, page(1));
  free.pass(100_000, tick);
  expect(free.lines().filter(({ type }) => type === 'notice')).toEqual([]);
});
