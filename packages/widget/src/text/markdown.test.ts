import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Inline, parseInline, safeUrl } from './inline.ts';
import { parseMarkdown } from './markdown.ts';

const plain = (inlines: Inline[]): string =>
  inlines
    .map((each) =>
      each.kind === 'cite' ? `[${each.n}]` : 'children' in each ? plain(each.children) : each.text,
    )
    .join('');

test('[DSK-2] paragraphs, lists, bold, code and sources are found', () => {
  expect(parseMarkdown('Take **two** ropes [1].\nThen `clip in`.\n\n1. one\n2. two\n- x')).toEqual([
    {
      kind: 'paragraph',
      lines: [
        [
          { kind: 'text', text: 'Take ' },
          { kind: 'bold', children: [{ kind: 'text', text: 'two' }] },
          { kind: 'text', text: ' ropes\u00a0' },
          { kind: 'cite', n: 1 },
          { kind: 'text', text: '.' },
        ],
        [
          { kind: 'text', text: 'Then ' },
          { kind: 'code', text: 'clip in' },
          { kind: 'text', text: '.' },
        ],
      ],
    },
    {
      kind: 'list',
      isOrdered: true,
      start: 1,
      items: [[{ kind: 'text', text: 'one' }], [{ kind: 'text', text: 'two' }]],
    },
    { kind: 'list', isOrdered: false, start: 1, items: [[{ kind: 'text', text: 'x' }]] },
  ]);
  expect(parseMarkdown('```\na < b\n```\nend')[0]).toEqual({ kind: 'code', text: 'a < b' });
  expect(parseMarkdown('```\nnever closed')).toEqual([{ kind: 'code', text: 'never closed' }]);
});

test('[DSK-2] a bare address ends where the sentence goes on', () => {
  expect(parseInline('See https://rope.example/a_(b)?x=1.')).toEqual([
    { kind: 'text', text: 'See ' },
    {
      kind: 'link',
      url: 'https://rope.example/a_(b)?x=1',
      children: [{ kind: 'text', text: 'https://rope.example/a_(b)?x=1' }],
    },
    { kind: 'text', text: '.' },
  ]);
  expect(plain(parseInline('https://'))).toBe('https://');
});

test('[DSK-2] only web and mail addresses become links; the rest is shown as it was written', () => {
  const hostile = [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/relative',
    'file:///etc/passwd',
    'https://',
  ];
  for (const url of hostile) {
    expect(safeUrl(url), url).toBeUndefined();
    expect(
      parseInline(`[x](${url})`).some(({ kind }) => kind === 'link'),
      url,
    ).toBe(false);
  }
  expect(safeUrl('mailto:ann@rope.example')).toBe('mailto:ann@rope.example');
  expect(parseInline('[**shop**](https://shop.example)')[0]).toEqual({
    kind: 'link',
    url: 'https://shop.example/',
    children: [{ kind: 'text', text: '**shop**' }],
  });
});

test('[DSK-2] whatever is written, no character is lost, made up or run', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      '*',
      '`',
      '[',
      ']',
      '(',
      ')',
      '1',
      'a',
      ' ',
      '<',
      'https://x.example',
      'javascript:',
    ),
  });
  fc.assert(
    fc.property(text, (source) => {
      const back = plain(parseInline(source));
      // marks may go, words may not
      expect(back.replaceAll(/[*`[\]()]/g, '').length).toBeLessThanOrEqual(source.length);
      for (const char of ['a', '<']) {
        const linked = source.includes('](https://');
        if (!linked) expect(back.split(char).length).toBe(source.split(char).length);
      }
    }),
  );
});
