import { expect, test } from 'vitest';
import { Outage } from './outage.ts';

const outage = () => new Outage({ pauseMs: 1_000, longestPauseMs: 8_000 });

test('[NTF-4] one failure stops nobody; from the second on the pauses double up to the longest', () => {
  const slack = outage();
  let now = 0;
  slack.failed(now);
  expect([slack.isOn, slack.leftMs(now)]).toEqual([false, 0]);
  const pauses = Array.from({ length: 6 }, () => {
    slack.failed(now);
    const left = slack.leftMs(now);
    now += left;
    return left;
  });
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  slack.passed();
  expect([slack.isOn, slack.leftMs(now)]).toEqual([false, 0]);
});

test('[NTF-4] failures of one cause count once; with posts in doubt a look comes first', () => {
  const slack = outage();
  for (let i = 0; i < 5; i += 1) slack.failed(0);
  expect(slack.leftMs(0)).toBe(1_000);
  expect(slack.mayPost).toBe(true);
  slack.hasDoubts = true;
  expect(slack.mayPost).toBe(false);
  slack.answered();
  expect(slack.mayPost).toBe(true);
  // what reads needn't write
  slack.failed(2_000);
  expect([slack.mayPost, slack.leftMs(2_000)]).toEqual([false, 2_000]);
});
