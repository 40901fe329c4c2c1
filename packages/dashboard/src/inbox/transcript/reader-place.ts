/** Where the reader stands in the transcript: at the end, or so far down, px. */
export interface ReaderPlace {
  atEnd: boolean;
  top: number;
  height: number;
}

type Box = Pick<HTMLElement, 'scrollTop' | 'scrollHeight' | 'clientHeight'>;

/** px from the end within which somebody reads the newest. */
const nearEnd = 90;

/** Where they are by what is drawn. */
export function placeOf(box: Box): ReaderPlace {
  const { scrollTop: top, scrollHeight: height, clientHeight } = box;
  return { atEnd: height - top - clientHeight < nearEnd, top, height };
}

/**
 * Whether they are still at the end when it is drawn anew. Who scrolled up is told of a frame later
 * only: by then they would have been pulled back. What became shorter moves nobody away. Pure.
 */
export function staysAtEnd(before: ReaderPlace, box: Box): boolean {
  return before.atEnd && (box.scrollTop >= before.top || placeOf(box).atEnd);
}
