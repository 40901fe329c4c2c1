import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Block } from './block.ts';
import { mostPiece, splitPieces } from './split-pieces.ts';

const paragraph = (text: string): Block => ({ kind: 'text', text });
const heading = (level: number, text: string): Block => ({ kind: 'heading', level, text });

test('[DSK-1] pieces follow headings, and each begins with its path', () => {
  const pieces = splitPieces('Guide', [
    paragraph('Before all.'),
    heading(1, 'Guide'),
    paragraph('Welcome.'),
    heading(2, 'Ropes'),
    paragraph('Long.'),
    { kind: 'text', text: 'Dry.', tight: true },
    heading(3, 'Care'),
    paragraph('Wash cold.'),
    heading(2, 'Knots'),
    paragraph('Eight.'),
  ]);
  expect(pieces.map(({ text }) => text)).toEqual([
    'Guide\nBefore all.',
    'Guide\nWelcome.',
    'Guide › Ropes\nLong.\nDry.',
    'Guide › Ropes › Care\nWash cold.',
    'Guide › Knots\nEight.',
  ]);
});

test('[DSK-1] headings alone are what is said', () => {
  const pieces = splitPieces('Menu', [heading(1, 'Soup'), heading(2, 'Bread')]);
  expect(pieces.map(({ text }) => text)).toEqual(['Menu\nSoup\n\nBread']);
});

test('[DSK-1] the same text twice is one piece', () => {
  const twice = [heading(1, 'A'), paragraph('Same.'), heading(1, 'A'), paragraph('Same.')];
  expect(splitPieces('', twice)).toHaveLength(1);
});

const words = fc.array(
  fc.oneof(
    fc.stringMatching(/^[a-z]{1,30}[.!]?$/),
    fc.constantFrom('日本語の文。', '👩‍🚒👩‍🚒', 'x'.repeat(1500), '。'.repeat(700)),
  ),
  { minLength: 1, maxLength: 120 },
);
const blocks = fc.array(
  fc.oneof(
    words.map((list) => paragraph(list.join(' '))),
    fc
      .tuple(fc.integer({ min: 1, max: 6 }), fc.string({ maxLength: 400 }))
      .map(([level, text]): Block => heading(level, text)),
  ),
  { maxLength: 20 },
);

describe('[DSK-1] whatever the text', () => {
  it('[DSK-1] no piece is too long, no word is lost, no character is torn', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), blocks, (title, list) => {
        const pieces = splitPieces(title, list);
        for (const { text } of pieces) {
          expect(text.length).toBeLessThanOrEqual(mostPiece);
          expect(text.isWellFormed()).toBe(true);
        }
        const bare = (text: string) => text.replace(/\s+/gu, '');
        const all = bare(
          pieces.map(({ heading: path, text }) => (path ? text.slice(path.length) : text)).join(''),
        );
        const unique = new Set(
          list.flatMap((block) => (block.kind === 'text' ? block.text.split(/\s+/u) : [])),
        );
        for (const word of unique) expect(all).toContain(bare(word));
      }),
      { numRuns: 60 },
    );
  });
});
