import { redactor } from '@belay/connector/redact/redactor';
import type { Block } from '../text/block.ts';
import { type Piece, splitPieces } from '../text/split-pieces.ts';

const redact = redactor({});

/** Pieces without the keys and passwords that somebody left in: visitors will read them (MAP-10). */
export function safePieces(
  title: string,
  blocks: readonly Block[],
): { pieces: Piece[]; redacted: number } {
  let redacted = 0;
  const safe = blocks.map((block) => {
    const { text, count } = redact(block.text);
    redacted += count;
    return { ...block, text };
  });
  return { pieces: splitPieces(redact(title).text, safe), redacted };
}

/** For whoever taught it; null: nothing was cut. */
export function redactionSentence(redacted: number): string | null {
  if (redacted === 0) return null;
  return `${redacted === 1 ? 'One secret was' : `${redacted} secrets were`} cut out of it before it was taught: look whether it should be public.`;
}
