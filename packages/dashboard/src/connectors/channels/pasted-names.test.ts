import { expect, test } from 'vitest';
import { isPastedList, namedList, pastedNames } from './pasted-names.ts';

test.each([
  ['#engineering, #product, #incidents', ['engineering', 'product', 'incidents']],
  ['engineering,product', ['engineering', 'product']],
  ['#a #b\n#c;  #a', ['a', 'b', 'c']],
  ['C0AAAAAAA1, #Design', ['C0AAAAAAA1', 'design']],
  ['https://acme.slack.example/archives/C0AAAAAAA1/p17?x=1, #ops', ['C0AAAAAAA1', 'ops']],
  ['#日本語, #ünder', ['日本語', 'ünder']],
  [' , ,\n', []],
])('[MGD-1] %j names %j', (text, names) => {
  expect(pastedNames(text)).toEqual(names);
});

test('[MGD-1] a list is told from a search', () => {
  expect(isPastedList('#engineering, #product')).toBe(true);
  expect(isPastedList('#a #b')).toBe(true);
  expect(isPastedList('engineering')).toBe(false);
  expect(isPastedList('#eng')).toBe(false);
});

test('[MGD-1] many names are counted, few are named', () => {
  expect(namedList(['a'])).toBe('#a');
  expect(namedList(['a', 'b', 'c'])).toBe('#a, #b and #c');
  expect(namedList(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('#a, #b, #c, #d, #e and 2 more');
});
