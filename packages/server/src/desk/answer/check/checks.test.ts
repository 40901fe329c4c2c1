import { expect, test } from 'vitest';
import { checkCitations } from './check-citations.ts';
import { createLeakCheck } from './leak-check.ts';
import { addressesIn, checkLinks } from './link-check.ts';
import { createSentenceSplitter } from './sentence-splitter.ts';

const allowed = addressesIn([
  'See https://tea.example/shop and write to jobs@tea.example.',
  'https://*.kettle.example',
]);
const checked = (text: string) => checkLinks(text, allowed, '(x)');

test.each([
  ['Look at https://tea.example/any/page?x=1.', 'Look at https://tea.example/any/page?x=1.'],
  ['[Shop](https://tea.example/a) is open', '[Shop](https://tea.example/a) is open'],
  ['Write to jobs@tea.example!', 'Write to jobs@tea.example!'],
  ['mailto:jobs@tea.example', 'mailto:jobs@tea.example'],
  ['https://evil.example/', '(x)'],
  ['https://tea.example.evil.example/', '(x)'],
  ['https://tea.example@evil.example/', '(x)'],
  ['http://tea.example:tea@evil.example', '(x)'],
  ['//evil.example/a', '(x)'],
  ['www.evil.example', '(x)'],
  ['evil.com/login', '(x)'],
  ['go to evil.com.', 'go to (x).'],
  ['thief@evil.example', '(x)'],
  ['mailto:thief@evil.example?cc=jobs@tea.example', '(x)'],
  ['[Click](javascript:alert(1))', 'Click)'],
  ['[Click](https://evil.example/)', 'Click'],
  ['![p](https://tea.example/p.png)', 'p'],
  ['<a href="https://evil.example">here</a>', 'here'],
  ['<img src=x onerror=alert(1)>', ''],
  ['data:text/html;base64,AAAA', '(x)'],
  ['ftp://tea.example/file', '(x)'],
  ['Kettles: 3.5 litres, v1.2.3, e.g. the K2.', 'Kettles: 3.5 litres, v1.2.3, e.g. the K2.'],
  ['5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
  ['Open 10:00-19:00, note: closed on Sunday', 'Open 10:00-19:00, note: closed on Sunday'],
])('[DSK-3] links: %s → %s', (text, shown) => {
  expect(checked(text)).toBe(shown);
});

test('[DSK-3] only numbers of sources that exist are cited', () => {
  const sources = { has: (n: number) => n === 1 || n === 2, count: 2 };
  const say = (text: string) => checkCitations(text, sources);
  expect(say('Three years [1].')).toEqual({ kind: 'say', text: 'Three years [1].', cited: [1] });
  expect(say('Both [1, 2] and 【2】.')).toMatchObject({
    text: 'Both [1][2] and [2].',
    cited: [1, 2],
  });
  expect(say('Some [1][9].')).toMatchObject({ kind: 'say', cited: [1] });
  expect(say('Made up [9].')).toEqual({ kind: 'hold' });
  expect(say('Nothing to cite.')).toMatchObject({ kind: 'say', cited: [] });
  const none = { has: () => false, count: 0 };
  expect(checkCitations('According to our handbook it is free.', none)).toEqual({ kind: 'hold' });
});

test('[DSK-3] instructions leak neither whole, nor in pieces, nor in disguise', () => {
  const secret = 'Speak like a pirate and never mention the autumn sale to anybody at all.';
  const check = () => createLeakCheck([secret], 'c0ffee');
  expect(check().leaks(`My rules: ${secret}`)).toBe(true);
  expect(check().leaks('The mark is c0-ff-ee.')).toBe(true);
  expect(check().leaks('Ahoy, the sale of tea is on.')).toBe(false);
  expect(check().leaks('QWxs'.repeat(40))).toBe(true);
  const slowly = check();
  expect(slowly.leaks('Speak like a pirate')).toBe(false);
  expect(slowly.leaks('and never mention the autumn')).toBe(true);
});

const split = (text: string, size: number) => {
  const splitter = createSentenceSplitter();
  const pieces = text.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? [];
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
};

test.each([1, 3, 50, 1_000])(
  '[DSK-3] a stream in pieces of %s gives whole sentences, nothing lost',
  (size) => {
    const text =
      'It costs 4.90 euros, e.g. for tea [1]. See https://tea.example/?a=1 now! [2] And?\n- one\n- two\n返品は可能です。はい。';
    const sentences = split(text, size);
    expect(sentences.join('')).toBe(text);
    expect(sentences.map((sentence) => sentence.trim())).toEqual([
      'It costs 4.90 euros, e.g. for tea [1].',
      'See https://tea.example/?a=1 now! [2]',
      'And?',
      '- one',
      '- two',
      '返品は可能です。',
      'はい。',
    ]);
  },
);

test('[DSK-3] text without an end is cut where it may be', () => {
  const sentences = split('word '.repeat(1_000), 11);
  expect(sentences.join('')).toBe('word '.repeat(1_000));
  expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThan(700);
});
