import { expect, test } from 'vitest';
import { Freshness } from './freshness.ts';

test('[CLI-3] a watch says how old its news can be, as measured, and again when that changes', () => {
  const freshness = new Freshness(60_000);
  expect(freshness.cycle({ startedAt: 0, endedAt: 10_000 })).toBeUndefined();
  expect(freshness.cycle({ startedAt: 70_000, endedAt: 80_000 })).toEqual({
    code: 'freshness',
    message: 'What is said in Slack is in the memory after 80 s at the latest.',
    ms: 80_000,
  });
  expect(freshness.cycle({ startedAt: 140_000, endedAt: 150_000 })).toBeUndefined();
  expect(freshness.cycle({ startedAt: 210_000, endedAt: 1_410_000 })).toMatchObject({
    message:
      'What is said in Slack is in the memory after 21 min at the latest (--interval asks for 60 s).',
  });
});
