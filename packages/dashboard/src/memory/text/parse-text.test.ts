import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInline } from './parse-inline.ts';
import { type Block, parseText } from './parse-text.ts';

test('[MEM-7] blocks as the mapper writes them: code, quotes, lists, paragraphs', () => {
  const blocks = parseText(
    'Look:\n```\nlet a = 1;\n**no**\n```\n> said\n> > before\n- one\n  - deeper\n1. first\n\nEnd',
  );
  expect(blocks.map(({ kind }) => kind)).toEqual([
    'paragraph',
    'code',
    'quote',
    'list',
    'paragraph',
  ]);
  expect(blocks[1]).toEqual({ kind: 'code', text: 'let a = 1;\n**no**' });
  expect(blocks[3]).toMatchObject({ items: [{ depth: 0 }, { depth: 1 }, { marker: '1.' }] });
});

test('[MEM-7] a fence inside a longer fence is text', () => {
  expect(parseText('````\na\n```\nb\n````')).toEqual([{ kind: 'code', text: 'a\n```\nb' }]);
  expect(parseText('```\nnever closed')).toEqual([{ kind: 'code', text: 'never closed' }]);
});

test('[MEM-7] runs of a line: links, code, marks, mentions', () => {
  expect(parseInline('See [R&D](https://example.com/a) and https://example.com/b.')).toEqual([
    { kind: 'text', text: 'See ' },
    { kind: 'link', text: 'R&D', href: 'https://example.com/a' },
    { kind: 'text', text: ' and ' },
    { kind: 'link', text: 'https://example.com/b', href: 'https://example.com/b' },
    { kind: 'text', text: '.' },
  ]);
  expect(parseInline('`*a*` *b* ~c~ @mara #ops a*b*c').map(({ kind }) => kind)).toEqual([
    'code',
    'text',
    'bold',
    'text',
    'strike',
    'text',
    'mention',
    'text',
    'mention',
    'text',
  ]);
});

test('[MEM-7] no text becomes an address that runs', () => {
  for (const hostile of [
    '[x](javascript:alert(1))',
    'javascript:alert(1)',
    '[x](data:text/html,1)',
    '<img src=x onerror=alert(1)>',
    '[x](//evil.example)',
  ])
    expect(parseInline(hostile).some(({ kind }) => kind === 'link')).toBe(false);
});

const seen = (blocks: Block[]): string =>
  blocks
    .map((block) =>
      block.kind === 'code'
        ? block.text
        : block.kind === 'quote'
          ? seen(block.blocks)
          : (block.kind === 'list' ? block.items.map(({ inline }) => inline) : block.lines)
              .flat()
              .map(({ text }) => text)
              .join(''),
    )
    .join('');

test('[MEM-7] any text reads without a throw, and no letter of it is lost', () => {
  const piece = fc.constantFrom(
    '*',
    '~',
    '`',
    '```',
    '>',
    '- ',
    '\n',
    '[',
    '](',
    ')',
    'https://a.b',
    'w',
    ' ',
    '#x',
    '1. ',
    '日',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const letters = (one: string) => one.replaceAll(/[^w日]/g, '').length;
      // an opening fence's own line is the only one that isn't shown
      if (text.includes('```')) return void parseText(text);
      expect(letters(seen(parseText(text)))).toBe(letters(text));
    }),
    { numRuns: 300 },
  );
});

test('[MEM-7] a long hostile line costs no time', () => {
  // of the processor: what else this machine does is no cost of ours
  const before = process.cpuUsage();
  for (const unit of ['*a ', '[a](', '`', '~~a', '> ', 'https://', '@a.'])
    parseText(unit.repeat(10_000));
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(1_500);
});
