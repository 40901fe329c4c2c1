import { expect, test } from 'vitest';
import { createKeySequence, keyName } from './key-sequence.ts';

const known = ['g h', 'g c', '?', 'mod+k', 'n'];
const press = (keys: string[], stepMs = 100) => {
  const sequence = createKeySequence();
  return keys.map((key, index) => sequence(key, index * stepMs, known));
};

test('one key or two in a row lead somewhere', () => {
  expect(press(['g', 'h'])).toEqual([null, 'g h']);
  expect(press(['?'])).toEqual(['?']);
  expect(press(['g', 'x', 'n'])).toEqual([null, null, 'n']);
});

test('a key that breaks a sequence may begin another', () => {
  expect(press(['g', 'g', 'c'])).toEqual([null, null, 'g c']);
  expect(press(['g', 'n'])).toEqual([null, 'n']);
});

test('who thinks too long begins anew', () => {
  expect(press(['g', 'h'], 1_300)).toEqual([null, null]);
});

test('modifiers are part of a key, and none by themselves', () => {
  const none = { metaKey: false, ctrlKey: false, altKey: false };
  expect(keyName({ ...none, key: 'K', metaKey: true })).toBe('mod+k');
  expect(keyName({ ...none, key: 'k', ctrlKey: true })).toBe('mod+k');
  expect(keyName({ ...none, key: '?' })).toBe('?');
  expect(keyName({ ...none, key: 'Shift' })).toBeNull();
});
