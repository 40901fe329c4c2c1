import { expect, test } from 'vitest';
import { formatBytes, formatCount, formatRate, formatShare } from './format-number.ts';

test('figures as people read them', () => {
  expect(formatCount(1, 'reply', 'replies')).toBe('1 reply');
  expect(formatCount(1204, 'message')).toBe('1,204 messages');
  expect([formatRate(0.44), formatRate(38.2)]).toEqual(['0.4', '38']);
  expect([formatBytes(0), formatBytes(999), formatBytes(3_400_000)]).toEqual([
    '0 B',
    '999 B',
    '3.4 MB',
  ]);
});

test('what is not whole is never shown as whole', () => {
  expect([formatShare(0.999), formatShare(1), formatShare(0)]).toEqual(['99 %', '100 %', '0 %']);
});
