import { expect, test } from 'vitest';
import { siteShare, sourceLook } from './source-look.ts';

test('[DSK-1] the state of a source in words, with how much of it there is', () => {
  const pages = { done: 12, found: 40, failed: [{ url: 'https://a.example/x', reason: '404' }] };
  expect(sourceLook({ kind: 'site', state: 'learning', pages, pieces: 12 })).toEqual({
    tone: 'busy',
    word: 'Reading',
    amount: '12 of 40 pages',
  });
  expect(sourceLook({ kind: 'text', state: 'ready', pages: null, pieces: 1 })).toEqual({
    tone: 'ok',
    word: 'Ready',
    amount: '1 piece',
  });
  expect(sourceLook({ kind: 'document', state: 'failed', pages: null, pieces: 0 })).toEqual({
    tone: 'bad',
    word: 'Not taught',
    amount: '',
  });
});

test('[DSK-1] a page that failed is behind us too; before the first one nobody knows', () => {
  expect(siteShare({ done: 3, found: 8, failed: [{ url: 'x', reason: 'y' }] })).toBe(0.5);
  expect(siteShare({ done: 0, found: 0, failed: [] })).toBeNull();
  expect(siteShare(null)).toBeNull();
});
