import { expect, test } from 'vitest';
import { createModelHealth } from './model-health.ts';

test('[DSK-3] five failures within a minute, and an endpoint rests; then it is tried again', () => {
  let now = 0;
  const health = createModelHealth(() => now);
  const fail = (times: number) => {
    for (let n = 0; n < times; n++) health.failed('one');
  };
  fail(4);
  expect(health.mayAsk('one')).toBe(true);
  now = 61_000;
  fail(1);
  expect(health.mayAsk('one')).toBe(true);
  fail(4);
  expect(health.mayAsk('one')).toBe(false);
  expect(health.mayAsk('another tenant’s')).toBe(true);
  now += 60_000;
  expect(health.mayAsk('one')).toBe(true);
  fail(5);
  health.answered('one');
  expect(health.mayAsk('one')).toBe(true);
});
