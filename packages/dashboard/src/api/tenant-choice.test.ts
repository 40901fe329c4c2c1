import { expect, test } from 'vitest';
import { createTenantChoice } from './tenant-choice.ts';

function storage(held: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(held));
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
    key: () => null,
    length: 0,
  };
}
const at = (path: string) => new URL(path, 'http://belay.test');
const holding = (id: string) => storage({ 'belay.tenant': id });

test('a link names the organisation, then the tab, then the browser', () => {
  const choose = (path: string, tab: Storage) =>
    createTenantChoice(tab, holding('browser'), at(path)).get();
  expect(choose('/app/?org=link', holding('tab'))).toBe('link');
  expect(choose('/app/', holding('tab'))).toBe('tab');
  expect(choose('/app/', storage())).toBe('browser');
});

test('a tab that switches takes no other with it, but new ones follow', () => {
  const browser = storage();
  const one = storage();
  const two = holding('b');
  createTenantChoice(one, browser, at('/app/')).set('a');
  expect(createTenantChoice(two, browser, at('/app/')).get()).toBe('b');
  expect(createTenantChoice(storage(), browser, at('/app/')).get()).toBe('a');
});

test('a browser that keeps nothing still works', () => {
  const closed: Storage = {
    ...storage(),
    getItem() {
      throw new DOMException('denied');
    },
    setItem() {
      throw new DOMException('denied');
    },
  };
  const choice = createTenantChoice(closed, closed, at('/app/'));
  choice.set('a');
  expect(choice.get()).toBe('a');
});
