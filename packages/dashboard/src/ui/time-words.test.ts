import { expect, test } from 'vitest';
import { durationWords, timeWords } from './time-words.ts';

const s = 1_000;
const min = 60 * s;
const h = 60 * min;
const day = 24 * h;

test('a length of time in the unit that one would say', () => {
  const cases: [number, string][] = [
    [0, '0 ms'],
    [320, '320 ms'],
    [1_040, '1 s'],
    [4_260, '4.3 s'],
    [59.6 * s, '1 min'],
    [3 * min, '3 min'],
    [59 * min + 40 * s, '1 h'],
    [80 * min, '1 h 20 min'],
    [23 * h + 59.8 * min, '1 day'],
    [40 * h, '2 days'],
  ];
  for (const [ms, words] of cases) expect(durationWords(ms), String(ms)).toBe(words);
});

test('an instant from now: whole units only, small differences of clocks are now', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const cases: [number, string][] = [
    [0, 'just now'],
    [3 * s, 'just now'],
    [-40 * s, '40 s ago'],
    [-119 * s, '1 min ago'],
    [-119 * min, '1 h ago'],
    [-30 * h, '1 day ago'],
    [90 * s, 'in 1 min'],
    [7 * day, 'in 7 days'],
  ];
  for (const [ms, words] of cases) expect(timeWords(now + ms, now), String(ms)).toBe(words);
});
