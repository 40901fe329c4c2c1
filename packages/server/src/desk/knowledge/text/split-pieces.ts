import type { Block } from './block.ts';
import { splitLong } from './split-long.ts';
import { tidyLine } from './tidy.ts';

/** What one experience holds. */
export interface Piece {
  /** the path of headings, e.g. `Shipping › Abroad`; the first line of the text */
  heading: string;
  text: string;
}

/** Short enough to be quoted, long enough to be understood alone. */
export const mostPiece = 1_200;
const mostHeading = 200;

/**
 * Cuts a text along its headings and paragraphs. Each piece begins with the path of its headings, so
 * that it is found by them and can be read alone. The same text twice is one piece. Pure.
 */
export function splitPieces(title: string, blocks: readonly Block[]): Piece[] {
  const pieces: Piece[] = [];
  const path: { level: number; text: string }[] = [];
  let heading = headingOf([title]);
  let current = '';
  const room = () => mostPiece - heading.length - 1;
  const end = () => {
    if (current !== '') pieces.push({ heading, text: joined(heading, current) });
    current = '';
  };
  for (const block of withWords(blocks)) {
    if (block.kind === 'heading') {
      end();
      while ((path.at(-1)?.level ?? 0) >= block.level) path.pop();
      path.push(block);
      heading = headingOf([title, ...path.map(({ text }) => text)]);
      continue;
    }
    const glue = block.tight ? '\n' : '\n\n';
    for (const part of splitLong(block.text, room())) {
      if (current.length + glue.length + part.length > room()) end();
      current += current === '' ? part : glue + part;
    }
  }
  end();
  return [...new Map(pieces.map((piece) => [piece.text, piece])).values()];
}

/** Where there are headings alone, they are what is said. */
function withWords(blocks: readonly Block[]): readonly Block[] {
  if (blocks.some(({ kind }) => kind === 'text')) return blocks;
  return blocks.map(({ text }) => ({ kind: 'text', text }));
}

const joined = (heading: string, text: string) => (heading === '' ? text : `${heading}\n${text}`);

/** The innermost headings that fit; the same one twice in a row is one. */
function headingOf(path: string[]): string {
  const tidy = path
    .map((text) => tidyLine(text).slice(0, mostHeading))
    .filter((text) => text !== '');
  const parts = tidy.filter((text, index) => text.toLowerCase() !== tidy[index - 1]?.toLowerCase());
  while (parts.length > 1 && parts.join(' › ').length > mostHeading) parts.shift();
  return parts.join(' › ').toWellFormed();
}
