import { noCounts, type Progress, type SyncReport } from '@belay/connector/progress';
import { expect, test } from 'vitest';
import { testCli } from '../testing/test-cli.ts';
import { span } from './figures.ts';
import { jsonView } from './json-view.ts';
import { liveView } from './live-view.ts';
import { plainView } from './plain-view.ts';
import { printSummary } from './summary.ts';

const started: Progress = {
  type: 'started',
  workspace: { teamId: 'T1', name: 'Ropeworks', domain: 'ropeworks' },
  channels: [
    { id: 'C1', name: 'general' },
    { id: 'C2', name: 'evil\u001b[2J' },
  ],
};
const channel = (name: string, state: 'reading' | 'done' | 'failed'): Progress => ({
  type: 'channel',
  channelId: name,
  name,
  state,
  found: 1200,
  captured: 1000,
});
const tick: Progress = {
  type: 'tick',
  counts: { ...noCounts(), seen: 1234 },
  perSecond: 85.4,
  requests: 12,
  owed: { thread: 3, file: 1 },
  etaMs: 180_000,
};
const report: SyncReport = {
  outcome: 'partial',
  counts: { ...noCounts(), messages: 1204, replies: 1, replayed: 2 },
  failures: [
    {
      kind: 'channel',
      channelName: 'secret',
      code: 'not_in_channel',
      message: 'The bot is not in this channel: write /invite @bot there.',
    },
  ],
  requests: { 'conversations.history': 10, 'users.list': 2 },
  owed: { thread: 2 },
  startedAt: 0,
  endedAt: 3200,
};

test('[CLI-3] on a terminal the block is redrawn in place, at most ten times a second', () => {
  let now = 0;
  const { cli, written } = testCli({ isTTY: true });
  const view = liveView(cli.terminal, () => now);
  view.show(started);
  view.show(channel('general', 'reading'));
  const before = written.out;
  view.show(tick);
  expect(written.out).toBe(before);
  now = 100;
  view.show(tick);
  const frame = written.out.slice(before.length);
  expect(frame.startsWith('\u001b[1A\u001b[0J')).toBe(true);
  expect(frame).toContain('#general');
  expect(frame).toContain(
    '0/2 channels · 1,234 messages · 85/s · 12 requests · to do: 3 threads, 1 file · 3 min left',
  );
  view.end();
  expect(written.out.endsWith('\u001b[2A\u001b[0J')).toBe(true);
});

test('[CLI-3] a remark from elsewhere takes the block down first; quiet cycles leave one line', () => {
  let now = 0;
  const { cli, written } = testCli({ isTTY: true });
  const view = liveView(cli.terminal, () => now);
  view.show(started);
  now = 100;
  view.show(channel('general', 'reading'));
  const before = written.out.length;
  cli.terminal.remark('Stopping at a safe point.');
  expect(written.out.slice(before)).toBe('\u001b[2A\u001b[0J');
  view.rest('up to date');
  view.rest('still up to date');
  expect(written.out.endsWith('up to date\u001b[22m\n')).toBe(true);
  expect(written.out.slice(before).split('\u001b[1A\u001b[0J')).toHaveLength(2);
  const rested = written.out.length;
  view.show(started);
  expect(written.out.slice(rested)).not.toContain('Reading');
});

test('[CLI-3] on a narrow terminal nothing of it is cut off', () => {
  let now = 0;
  const { cli, written } = testCli({ isTTY: true, columns: 60 });
  const view = liveView(cli.terminal, () => now);
  view.show(started);
  now = 100;
  view.show(tick, {
    isClamped: false,
    methods: { 'conversations.history': { requests: 12, perMinute: 50, left: 38 } },
  });
  expect(written.out.split('\n').slice(-4)).toEqual([
    expect.stringMatching(/0\/2 channels · 1,234 messages · 85\/s · 12 requests$/),
    'to do: 3 threads, 1 file · 3 min left',
    'requests left this minute: 38 of 50 history',
    '',
  ]);
});

test('[CLI-3] in a log there is a line per finished channel and one every ten seconds', () => {
  let now = 0;
  const { cli, written } = testCli();
  const view = plainView(cli.terminal, () => now);
  for (const progress of [started, channel('general', 'reading'), tick]) view.show(progress);
  expect(written.out).toBe('Reading 2 channels of Ropeworks\n');
  now = 10_000;
  view.show(tick);
  view.show(channel('general', 'done'));
  expect(written.out.split('\n').slice(1)).toEqual([
    '1,234 messages seen · 85/s · 12 requests · owed: 3 threads, 1 file · about 3 min left',
    '#general: 1,000 captured',
    '',
  ]);
  view.show({ type: 'held', code: 'STORAGE_FULL', message: 'The disk is full.', retryAt: 15_000 });
  expect(written.err).toBe('The disk is full. Trying again in 5.0 s.\n');
});

test('[CLI-2] with --json every step is one line', () => {
  const { cli, written } = testCli();
  const view = jsonView(cli.terminal);
  view.show(tick);
  view.show({ type: 'finished', report });
  const lines = written.out.trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as Progress).type)).toEqual(['tick', 'finished']);
});

test('[CLI-3][SYN-4] the summary says what is in, what is missing and why', () => {
  const { cli, written } = testCli();
  printSummary(report, cli.terminal);
  expect(written.out).toBe(
    [
      '! Done but for what is named below: 1,204 messages, 1 reply in 3.2 s, 12 requests to Slack.',
      '  2 writes stood in the memory already.',
      '  #secret: The bot is not in this channel: write /invite @bot there. (not_in_channel)',
      '  Left for the next run: 2 threads.',
      '',
    ].join('\n'),
  );
});

test('[CLI-3] a name from Slack can’t move the cursor, and NO_COLOR is kept', () => {
  const { cli, written } = testCli({ isTTY: true, env: { NO_COLOR: '1' } });
  const view = plainView(cli.terminal, () => 0);
  view.show(channel('evil\u001b[2J', 'done'));
  printSummary({ ...report, outcome: 'done' }, cli.terminal);
  expect(written.out).not.toContain('\u001b');
});

test('[CLI-3] spans are said in the unit that fits', () => {
  expect([450, 3200, 90_000, 600_000, 9_000_000, 400_000_000].map(span)).toEqual([
    '450 ms',
    '3.2 s',
    '90 s',
    '10 min',
    '2.5 h',
    '5 days',
  ]);
});
