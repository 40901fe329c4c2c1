import { expect, test } from 'vitest';
import { highlight, highlightWords } from './highlight.ts';

const marked = (text: string, query: string) =>
  highlight(text, highlightWords(query)).flatMap((part) => (part.marked ? [part.text] : []));

test('[MEM-7] what matched is marked, its other forms too, small words never', () => {
  expect(marked('We migrated the payments database', 'why are we migrating the payments?')).toEqual(
    ['migrated', 'payments'],
  );
  expect(marked('there is the other', 'the')).toEqual([]);
});

test('[MEM-7] joined again, the parts are the text', () => {
  const text = 'Cost (a+b) is c++? [x] \\d';
  for (const query of ['', 'c++ (a+b', 'cost', '日本 cost'])
    expect(
      highlight(text, highlightWords(query))
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
});
