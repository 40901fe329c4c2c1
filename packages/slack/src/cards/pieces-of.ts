import { cut, visible } from './literal.ts';

/**
 * A long text in pieces of at most so many characters that follow each other in several posts: cut
 * between words, or between characters as people see them. At least one.
 */
export function piecesOf(text: string, most: number): string[] {
  const pieces: string[] = [];
  let rest = visible(text, Number.POSITIVE_INFINITY);
  do {
    const piece = firstPiece(rest, most);
    pieces.push(piece);
    rest = rest.slice(piece.length).trimStart();
  } while (rest !== '');
  return pieces;
}

function firstPiece(text: string, most: number): string {
  if (text.length <= most) return text;
  // a single character as long as a piece is cut through
  const piece = cut(text, most).slice(0, -1) || text.slice(0, most);
  // between words, unless one is very long
  const space = piece.search(/\s\S{0,100}$/u);
  return space > 0 ? piece.slice(0, space) : piece;
}
