import type { Progress, SyncReport } from '@belay/connector/progress';
import { noCounts } from '@belay/connector/progress';
import { expect, test } from 'vitest';
import { beforeFirstRun, nextTailState, type TailState } from './tail-state.ts';

const started: Progress = {
  type: 'started',
  workspace: { teamId: 'T1', name: 'Tarn', domain: 'tarn' },
  channels: [{ id: 'C1', name: 'support' }],
};
const report: SyncReport = {
  outcome: 'done',
  counts: noCounts(),
  failures: [],
  requests: {},
  owed: {},
  startedAt: 1,
  endedAt: 2,
};
const after = (...progress: Progress[]): TailState =>
  progress.reduce(nextTailState, beforeFirstRun);

test('the first run is syncing, every later one stays live', () => {
  expect(after(started)).toMatchObject({ phase: 'syncing', company: 'Tarn' });
  const live = after(started, { type: 'finished', report });
  expect(live).toMatchObject({ phase: 'live', lastRunAt: 2 });
  expect(nextTailState(live, started).phase).toBe('live');
});

test('a failed run is told with its reason, and mended by the next good one', () => {
  const failure = { kind: 'workspace', code: 'slack', message: 'Slack is away.' } as const;
  const failed = { ...report, outcome: 'failed', failures: [failure] } as const;
  const stopped = after(started, { type: 'finished', report: { ...failed, failures: [failure] } });
  expect(stopped).toMatchObject({ phase: 'stopped', trouble: 'Slack is away.' });
  expect(nextTailState(stopped, { type: 'finished', report })).not.toHaveProperty('trouble');
});
