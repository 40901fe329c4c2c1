import type { ActionParameter } from '@belay/contract/desk/action';
import { expect, test } from 'vitest';
import { checkParameters } from './check-parameters.ts';

const checked = (kind: ActionParameter['kind'], value: unknown, rest = {}) => {
  const one = { key: 'x', description: 'x', kind, choices: [], required: true, ...rest };
  const { values, problems } = checkParameters([one], { x: value });
  return problems[0]?.reason ?? values.x;
};

test.each([
  ['text', ' two words ', 'two words'],
  ['text', 12, '12'],
  ['number', '12.50', '12.5'],
  ['number', 7, '7'],
  ['email', 'Vera@Shop.Example', 'vera@shop.example'],
  ['phone', '+49 (30) 123-456', '+49 (30) 123-456'],
  ['date', '2028-02-29', '2028-02-29'],
] as const)('[DSK-5] %s takes %j', (kind, value, out) => {
  expect(checked(kind, value)).toBe(out);
});

test.each([
  ['text', { a: 1 }],
  ['text', ['a']],
  ['text', 'x'.repeat(1001)],
  ['text', 'a\0b'],
  ['text', '\ud800'],
  ['number', 'many'],
  ['number', '1e99'],
  ['number', 'Infinity'],
  ['number', '0x10'],
  ['email', 'vera@'],
  ['email', 'vera@shop.example\r\nBcc: all@shop.example'],
  ['email', 'a@b.example, c@d.example'],
  ['phone', '12'],
  ['phone', '1'.repeat(40)],
  ['phone', 'call me'],
  ['date', '2027-02-29'],
  ['date', 'tomorrow'],
] as const)('[DSK-5] %s refuses %j', (kind, value) => {
  expect(checked(kind, value)).toBe(kind);
});

test('[DSK-5] choices are told by their own name, empty is missing, unknown keys are not sent', () => {
  const choices = { choices: ['Red', 'Blue'] };
  expect(checked('choice', 'blue', choices)).toBe('Blue');
  expect(checked('choice', 'green', choices)).toBe('choice');
  for (const nothing of ['', '  ', null, undefined])
    expect(checked('text', nothing)).toBe('missing');
  expect(checked('text', '', { required: false })).toBeUndefined();
  expect(checkParameters([], { __proto__: 'x', other: 'y' })).toEqual({ values: {}, problems: [] });
});
