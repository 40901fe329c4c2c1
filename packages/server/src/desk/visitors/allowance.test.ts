import { BelayError } from '@belay/contract/error';
import { expect, test } from 'vitest';
import { createAllowance } from './allowance.ts';

function tries(spend: () => void, count: number): number {
  let refused = 0;
  for (let n = 0; n < count; n++)
    try {
      spend();
    } catch (error) {
      expect(error).toBeInstanceOf(BelayError);
      refused += 1;
    }
  return refused;
}

test('[SEC-4] a burst is taken, the rest is refused with the time to wait, and others go on', () => {
  let now = 0;
  const allowance = createAllowance({ burst: 5, perSecond: 0.5 }, () => now);
  expect(tries(() => allowance.spend('ann'), 1_000)).toBe(995);
  expect(tries(() => allowance.spend('bob'), 5)).toBe(0);
  expect(() => allowance.spend('ann')).toThrow(
    expect.objectContaining({ code: 'RATE_LIMITED', details: { retry_after_s: 2 } }),
  );
  now = 2_000;
  expect(tries(() => allowance.spend('ann'), 2)).toBe(1);
  now = 3_600_000;
  expect(tries(() => allowance.spend('ann'), 6)).toBe(1);
});

test('[SEC-4] hammering on while refused does not push the moment away', () => {
  let now = 0;
  const allowance = createAllowance({ burst: 1, perSecond: 1 }, () => now);
  allowance.spend('ann');
  for (now = 100; now < 1_000; now += 100) expect(tries(() => allowance.spend('ann'), 1)).toBe(1);
  expect(tries(() => allowance.spend('ann'), 1)).toBe(0);
});
