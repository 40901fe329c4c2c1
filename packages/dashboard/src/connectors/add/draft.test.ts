import { expect, test } from 'vitest';
import { dropDraft, keepDraft, newDraft, openDraft, type Shelf } from './draft.ts';

function shelf(): Shelf & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

test('[MGD-1] a reload loses nothing, and another organisation has its own draft', () => {
  const place = shelf();
  const draft = newDraft('org:acme');
  draft.settings.chosen = [{ id: 'C1', name: 'engineering' }];
  draft.settings.backfillDays = null;
  keepDraft(place, 't1', draft);
  expect(openDraft(place, 't1', 'org:acme')).toEqual(draft);
  expect(openDraft(place, 't2', 'org:beta')).toEqual(newDraft('org:beta'));
  dropDraft(place, 't1');
  expect(place.all.size).toBe(0);
});

test('[SEC-1] a secret that slips into the draft is never stored', () => {
  const place = shelf();
  keepDraft(place, 't1', Object.assign(newDraft('org:acme'), { token: 'the-token' }));
  expect([...place.all.values()].join()).not.toContain('the-token');
});

test('[MGD-1] a broken, old or forbidden storage is an empty form', () => {
  const place = shelf();
  for (const text of ['{', '{"name":1}', 'null']) {
    place.all.set('belay:add-slack:t1', text);
    expect(openDraft(place, 't1', 'org:acme')).toEqual(newDraft('org:acme'));
  }
  const forbidden: Shelf = {
    getItem: () => {
      throw new Error('denied');
    },
    setItem: () => {
      throw new Error('denied');
    },
    removeItem: () => {
      throw new Error('denied');
    },
  };
  expect(openDraft(forbidden, 't1', 'org:acme')).toEqual(newDraft('org:acme'));
  expect(() => keepDraft(forbidden, 't1', newDraft('org:acme'))).not.toThrow();
});
