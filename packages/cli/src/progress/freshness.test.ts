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

test('[CLI-3] where channels take turns, the quietest one decides', () => {
  const freshness = new Freshness(60_000);
  const turns = [
    { name: 'random', everyMs: 1_200_000 },
    { name: 'general', everyMs: 60_000 },
  ];
  expect(freshness.turns(turns)).toEqual({
    code: 'polling',
    message:
      'Slack’s limit is too low to read 2 channels every 60 s: they take turns, from #general every 60 s to #random every 20 min.',
    ms: 1_200_000,
  });
  freshness.cycle({ startedAt: 0, endedAt: 10_000 });
  expect(freshness.cycle({ startedAt: 70_000, endedAt: 80_000 })?.ms).toBe(1_210_000);
});
