import { expect, test } from 'vitest';
import { axisWords, stepWords } from './step-words.ts';

test('[MGD-2] a step names both of its ends, as exactly as it is long', () => {
  const at = new Date(2026, 2, 15, 10, 42, 10).getTime() / 1000;
  expect(stepWords(at, 10)).toBe('10:42:10 – 10:42:20');
  expect(stepWords(at - 10, 60)).toBe('10:42 – 10:43');
  expect(stepWords(at - 10 - 42 * 60, 21_600)).toMatch(/^Mar 15, 10:00 – 16:00$/);
});

test('[MGD-2] marks that are days apart are days', () => {
  const at = new Date(2026, 2, 15).getTime() / 1000;
  expect(axisWords([at, at + 86_400])).toEqual(['Mar 15', 'Mar 16']);
  expect(axisWords([at, at + 3600])).toEqual(['00:00', '01:00']);
  expect(axisWords([])).toEqual([]);
});
