import { expect, test } from 'vitest';
import { limitBars } from './limit-bars.ts';

const limit = (method: string, per_minute: number, left: number, rejected_total = 0) => ({
  method,
  per_minute,
  left,
  used_total: 5,
  rejected_total,
});

test('[MGD-2] the fullest method comes first; refusals are warned of, use is not', () => {
  expect(
    limitBars([
      limit('users.info', 100, 100),
      limit('conversations.history', 50, 2),
      limit('conversations.replies', 50, 30, 2),
      { ...limit('files.info', 50, 50), used_total: 0 },
    ]).map(({ method, words, tone }) => [method, words, tone]),
  ).toEqual([
    ['conversations.history', '48 of 50 this minute', 'ok'],
    ['conversations.replies', '20 of 50 this minute', 'warn'],
    ['users.info', '0 of 100 this minute', 'ok'],
  ]);
});

test('[MGD-2] odd figures stay within the bar', () => {
  expect(limitBars([limit('a', 1, -3), limit('b', 10, 12)]).map(({ share }) => share)).toEqual([
    1, 0,
  ]);
});
