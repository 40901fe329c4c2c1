import { expect, test } from 'vitest';
import { quoteResult } from './quote-result.ts';

test('[DSK-5] a sentence quotes the answer’s JSON', () => {
  const result = { order: { number: 42, open: true, lines: [{ name: 'rope' }] }, name: 'Vera' };
  expect(quoteResult('{result.name}: {result.order.number}', result)).toBe('Vera: 42');
  expect(quoteResult('{result.order.lines.0.name} {result.order.open}', result)).toBe('rope true');
  expect(quoteResult('{name} {result}', result)).toBe('{name} {result}');
});

test('[DSK-5] what isn’t there, or is no text, is a dash', () => {
  for (const result of [undefined, null, 'text', [], {}, { a: {} }, { a: null }, { a: ' \n ' }])
    expect(quoteResult('No. {result.a}.', result)).toBe('No. –.');
  expect(quoteResult('{result.__proto__} {result.constructor.name} {result.length}', {})).toBe(
    '– – –',
  );
});

test('[DSK-5] a quote is text of one line: no marks, no links with another name, no end', () => {
  const quoted = (a: string) => quoteResult('{result.a}', { a });
  expect(quoted('a\nb\r\nc\u2028d\u202ee')).toBe('a b c d e');
  expect(quoted('[our bank](https://evil.example) [1] **x** `y`')).toBe(
    '(our bank)(https://evil.example) (1) *x* ’y’',
  );
  expect(quoted('x'.repeat(10_000)).length).toBeLessThan(310);
  // what an answer holds is not filled in again
  expect(quoteResult('{result.a}', { a: '{result.b}', b: 'secret' })).toBe('{result.b}');
});
