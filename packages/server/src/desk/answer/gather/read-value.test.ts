import type { ActionParameter } from '@belay/contract/desk/action';
import { expect, test } from 'vitest';
import { calledFor } from './gather.ts';
import { readValue } from './read-value.ts';
import { isShortWord } from './short-words.ts';

const read = (kind: ActionParameter['kind'], said: string, choices: string[] = []) => {
  const value = readValue({ key: 'k', description: 'd', kind, choices, required: true }, said);
  return value.ok ? value.value : undefined;
};

test.each<[ActionParameter['kind'], string, string | undefined]>([
  ['number', 'about 12 of us', '12'],
  ['number', '1,234.50', '1234.5'],
  ['number', '1.234,50', '1234.5'],
  ['number', '1.000', '1000'],
  ['number', '-3', '-3'],
  ['number', '１２', '12'],
  ['number', '3 or 4', undefined],
  ['number', 'a few', undefined],
  ['email', 'Me@Shop.Example', 'me@shop.example'],
  ['email', 'it is <me@shop.example>, ok', 'me@shop.example'],
  ['email', 'me@shop', undefined],
  ['email', 'a@b@c.example', undefined],
  ['phone', '+49 (0)30 123-4567', '+490301234567'],
  ['phone', 'call 0555 0144 22', '0555014422'],
  ['phone', '12', undefined],
  ['date', '2027-03-31', '2027-03-31'],
  ['date', 'am 31.3.2027 bitte', '2027-03-31'],
  ['date', '2027年3月1日', '2027-03-01'],
  ['date', '30.2.2027', undefined],
  ['date', 'tomorrow', undefined],
  ['text', '  two \n words ', 'two words'],
  ['text', '   ', undefined],
  ['text', 'x'.repeat(501), undefined],
])('[DSK-5] %s from "%s" is %s', (kind, said, value) => {
  expect(read(kind, said)).toBe(value);
});

test('[DSK-5] a choice by its name, by its number, or named in passing', () => {
  const teas = ['Green', 'Black'];
  expect(read('choice', 'green!', teas)).toBe('Green');
  expect(read('choice', '2', teas)).toBe('Black');
  expect(read('choice', 'the black one please', teas)).toBe('Black');
  expect(read('choice', 'black or green', teas)).toBeUndefined();
  expect(read('choice', '3', teas)).toBeUndefined();
});

test('[DSK-5] short words in four languages, and no longer ones', () => {
  for (const text of ['Yes please!', 'ja', 'sí', 'はい。', 'OK'])
    expect(isShortWord('yes', text)).toBe(true);
  for (const text of ['cancel', 'Abbrechen!', 'cancelar', 'キャンセル', 'never mind'])
    expect(isShortWord('cancel', text)).toBe(true);
  for (const text of ['yes but not on Monday', 'no']) expect(isShortWord('yes', text)).toBe(false);
  expect(isShortWord('cancel', 'how do I cancel my order?')).toBe(false);
});

test('[DSK-5] an action is called for by whole words; the longest phrase wins', () => {
  const action = (name: string, ...phrases: string[]) => ({
    ...{ id: name, name, description: '', phrases, parameters: [], confirm: true },
  });
  const actions = [action('a', 'book'), action('b', 'book a table'), action('c', '予約')];
  expect(calledFor(actions, 'Please BOOK a  table!')?.id).toBe('b');
  expect(calledFor(actions, 'book it')?.id).toBe('a');
  expect(calledFor(actions, 'I read a notebook')).toBeUndefined();
  expect(calledFor(actions, 'テーブルを予約したい')?.id).toBe('c');
});
