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

test('[CLI-3] where channels take turns, it tells the busiest and the quietest', () => {
  const freshness = new Freshness(60_000);
  freshness.planned([{ everyMs: 1_200_000 }, { everyMs: 60_000 }]);
  freshness.cycle({ startedAt: 0, endedAt: 10_000 });
  expect(freshness.cycle({ startedAt: 70_000, endedAt: 80_000 })).toEqual({
    code: 'freshness',
    message:
      'Slack’s limit is too low to read every channel each time: what is said is in the memory after 80 s in the busiest channels, after 20 min in the quietest.',
    ms: 1_210_000,
  });
});
