import { expect, test } from 'vitest';
import { createKeptStore } from './kept-store.ts';

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
const read = (kept: unknown): string => (typeof kept === 'string' ? kept : '');

test('[DSK-6] what one began to write survives a reload, and is gone when it was sent', () => {
  const storage = memory();
  createKeptStore(storage, 'draft.', read).set('a', 'Hello');
  const reloaded = createKeptStore(storage, 'draft.', read);
  expect(reloaded.get('a')).toBe('Hello');
  expect(reloaded.get('b')).toBe('');
  reloaded.set('a', null);
  expect(createKeptStore(storage, 'draft.', read).get('a')).toBe('');
});

test('a browser that keeps nothing, or kept nonsense, keeps as long as the page', () => {
  const refuses: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = {
    getItem: () => '{half',
    setItem() {
      throw new Error('QuotaExceededError');
    },
    removeItem() {},
  };
  const store = createKeptStore(refuses, 'draft.', read);
  expect(store.get('a')).toBe('');
  store.set('a', 'Hello');
  expect(store.get('a')).toBe('Hello');
});
