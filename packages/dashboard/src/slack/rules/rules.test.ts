import { expect, test } from 'vitest';
import { moved } from './moved.ts';
import { newRule, ruleWords } from './rule-words.ts';
import { fitted } from './use-row-keys.ts';

test('[NTF-1] a rule moves to a place inside of the list, and nothing is lost', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b'], 1, 9)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
});

test('[NTF-1] rows keep their keys, whatever else adds to the list or takes from its end', () => {
  expect(fitted([], 3)).toEqual([0, 1, 2]);
  expect(fitted([2, 0, 1], 4)).toEqual([2, 0, 1, 3]);
  expect(fitted([2, 0, 1], 1)).toEqual([2]);
});

test('[NTF-1] a rule reads as a line: each condition, or that it always holds', () => {
  expect(ruleWords(newRule.when)).toBe('Always');
  expect(
    ruleWords({
      events: ['escalation', 'low_rating'],
      page: ['/billing'],
      words: ['invoice', 'refund', 'tax', 'vat', 'bill'],
      languages: ['de'],
      hours: 'closed',
    }),
  ).toBe(
    'Escalation Requested or Low Rating Received · the page holds /billing · the visitor said invoice or refund or tax or 2 more · they speak de · outside of working hours',
  );
});
