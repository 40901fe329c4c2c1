import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareTs, isTs, msToTs, tsToIso, tsToMs } from './ts.ts';

test('[MAP-1] a time is cut to milliseconds, never rounded and never a float', () => {
  expect(tsToIso('1710502200.000100')).toBe('2024-03-15T11:30:00.000Z');
  expect(tsToIso('1710502200.999999')).toBe('2024-03-15T11:30:00.999Z');
  expect(tsToMs('1710502200.123456')).toBe(1710502200123);
  expect(msToTs(1710502200123)).toBe('1710502200.123000');
});

test('[SYN-10] ts are ordered by seconds, then sequence, whatever their length', () => {
  const sorted = ['0', '9.999999', '10.000000', '1710502200.000100', '1710502200.000101'];
  expect([...sorted].reverse().sort(compareTs)).toEqual(sorted);
  expect(compareTs('0', '0.000000')).toBe(0);
});

test('[SYN-10] ordering agrees with time for every two ts', () => {
  const moment = fc.integer({ min: 0, max: 9_999_999_999_999 });
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      expect(Math.sign(compareTs(msToTs(a), msToTs(b)))).toBe(Math.sign(a - b));
      expect(tsToMs(msToTs(a))).toBe(a);
    }),
  );
});

test('[KEY-1] only Slack’s own form is a message id', () => {
  expect(['1710502200.000100', '1.000000'].every(isTs)).toBe(true);
  expect(
    ['', '0', '1710502200', '1710502200.0001', '1e3.000000', ' 1.000000', 1.5].some(isTs),
  ).toBe(false);
});
