import { expect, test } from 'vitest';
import { sourcesSentence } from './sources-sentence.ts';

const states = (...all: ('learning' | 'ready' | 'partial' | 'failed')[]) =>
  all.map((state) => ({ state }));

test('[DSK-1] what is ready is told first, then what asks for somebody', () => {
  expect(sourcesSentence(states('ready'))).toBe('1 source is ready.');
  expect(sourcesSentence(states('ready', 'ready'))).toBe('2 sources are ready.');
  expect(sourcesSentence(states('ready', 'failed', 'learning'))).toBe(
    '1 of 3 sources is ready, 1 being read, 1 not taught.',
  );
  expect(sourcesSentence(states('partial'))).toBe('0 of 1 source is ready, 1 read in part.');
  expect(sourcesSentence(states('ready', 'failed'), true)).toBe(
    'Of the newest 2 sources: 1 ready, 1 not taught.',
  );
});
