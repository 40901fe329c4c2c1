import { expect, test } from 'vitest';
import { sentences, spoken } from './sentences.ts';

test('[DSK-2] whole sentences are told, half ones wait', () => {
  expect(sentences('It holds 2.5 kN. Is that "enough?" Mayb')).toEqual({
    whole: ['It holds 2.5 kN.', 'Is that "enough?"'],
    rest: ' Mayb',
  });
  expect(sentences('はい。次').whole).toEqual(['はい。']);
  expect(sentences('- a\n- b').whole).toEqual(['- a']);
  expect(sentences('').whole).toEqual([]);
});

test('[DSK-2] marks and numbers of sources are not read aloud', () => {
  expect(spoken('Take **two** [1] from [the shop](https://shop.example) `now` [2].')).toBe(
    'Take two from the shop now.',
  );
});
