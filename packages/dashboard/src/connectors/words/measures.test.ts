import { expect, test } from 'vitest';
import { bytes, counted, lasting, percent, rate } from './measures.ts';

test.each([
  [0, '0 s'],
  [400, '0.4 s'],
  [12_300, '12 s'],
  [61_000, '1 min'],
  [7_800_000, '2 h 10 min'],
  [7_200_000, '2 h'],
  [43_200_000, '12 h'],
  [273_600_000, '3 d 4 h'],
])('[MGD-2] %d ms last %s', (ms, words) => {
  expect(lasting(ms)).toBe(words);
});

test('[MGD-2] figures carry their unit and promise nothing that is not so', () => {
  expect(counted(1, 'message')).toBe('1 message');
  expect(counted(1204, 'reply', 'replies')).toBe('1,204 replies');
  expect([percent(0), percent(0.001), percent(0.999), percent(1)]).toEqual([
    '0 %',
    '1 %',
    '99 %',
    '100 %',
  ]);
  expect([rate(0), rate(0.5), rate(12.34)]).toEqual([
    'none now',
    '30 per minute',
    '12.3 per second',
  ]);
  expect([bytes(812), bytes(3_440_000)]).toEqual(['812 bytes', '3.4 MB']);
});
