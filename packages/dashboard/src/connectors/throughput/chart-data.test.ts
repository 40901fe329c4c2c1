import type { ThroughputPoint } from '@belay/contract/connector';
import { expect, test } from 'vitest';
import { chartData } from './chart-data.ts';
import { ranges, windowOf } from './ranges.ts';

const point = (at: number, more: Partial<ThroughputPoint>): ThroughputPoint => ({
  at: new Date(at * 1000).toISOString(),
  messages: 0,
  replies: 0,
  files: 0,
  reactions: 0,
  versions: 0,
  forgotten: 0,
  ...more,
});

test('[MGD-2] every step of the window stands once, gaps are zero, sums stack', () => {
  const data = chartData(
    [point(110, { messages: 2, replies: 1 }), point(130, { files: 4, reactions: 1 })],
    { from: 100, to: 140, stepS: 10 },
  );
  expect(data.at).toEqual([100, 110, 120, 130]);
  expect(data.counts.messages).toEqual([0, 2, 0, 0]);
  expect(data.sums.replies).toEqual([0, 3, 0, 0]);
  expect(data.sums.reactions).toEqual([0, 3, 0, 5]);
  expect(data.total).toBe(8);
});

test('[MGD-2] what lies outside of the window or between steps never shifts the rest', () => {
  const data = chartData(
    [
      point(99, { messages: 9 }),
      point(114, { messages: 1 }),
      point(118, { messages: 1 }),
      point(140, { messages: 9 }),
    ],
    { from: 100, to: 140, stepS: 10 },
  );
  expect(data.counts.messages).toEqual([0, 2, 0, 0]);
  expect(chartData([], { from: 100, to: 100, stepS: 10 }).at).toEqual([]);
});

test('[MGD-2] a window ends with the step that is under way, on whole steps', () => {
  for (const range of ranges) {
    const { from, to } = windowOf(range, 1_773_568_800_123);
    expect(to % range.stepS).toBe(0);
    expect(from % range.stepS).toBe(0);
    expect(to * 1000).toBeGreaterThan(1_773_568_800_123);
    expect((to - from) / range.stepS).toBeLessThanOrEqual(120);
  }
});
