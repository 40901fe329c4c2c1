import { compareTs } from '@belay/slack/ids/ts';
import { expect, it } from 'vitest';
import { tsAfter, tsBefore } from './ts.ts';

it('[MAP-1] neighbours of a ts, carried over the second and without a float', () => {
  expect(tsBefore('1710502200.000000')).toBe('1710502199.999999');
  expect(tsAfter('1710502199.999999')).toBe('1710502200.000000');
  expect(tsBefore('0.000000')).toBe('0.000000');
  expect(tsAfter(tsBefore('1710502200.000100'))).toBe('1710502200.000100');
  expect(compareTs(tsBefore('1710502200.000100'), '1710502200.000100')).toBeLessThan(0);
});
