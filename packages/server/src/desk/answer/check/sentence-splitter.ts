import { sentencesOf } from '../text/sentences.ts';

/** A sentence without an end is let go at this length. */
const longest = 600;

/** Text that comes in pieces, given out sentence by sentence, each with the white space behind it. */
export interface SentenceSplitter {
  push(piece: string): string[];
  /** what is left */
  end(): string[];
}

export function createSentenceSplitter(): SentenceSplitter {
  let open = '';
  const take = (isEnd: boolean): string[] => {
    const given: string[] = [];
    for (;;) {
      const length = isEnd && open !== '' ? open.length : endOfFirst(open);
      if (length === 0) return given;
      // the end is cut into sentences like all before it
      const cut = isEnd ? endOfFirst(open) || open.length : length;
      given.push(open.slice(0, cut));
      open = open.slice(cut);
    }
  };
  return {
    push(piece) {
      open += piece;
      return take(false);
    },
    end: () => take(true),
  };
}

/** How far the first whole sentence reaches; 0: it isn't over yet. */
function endOfFirst(text: string): number {
  const line = /^\s*[^\n]*\S[^\n]*\n+/.exec(text);
  const [first, second] = sentencesOf((line?.[0] ?? text).trimEnd());
  if (first !== undefined && second !== undefined) {
    const start = text.indexOf(first) + first.length;
    const next = text.indexOf(second, start);
    // a marker of a source belongs to the sentence before it
    if (next >= start && !/^\s*[[【]\d/.test(text.slice(start))) return next;
    const marked = /^(?:\s*[[【][\d\s,]+[\]】]\s*[.!?。]?)+\s*/.exec(text.slice(start));
    if (marked && marked[0].length < text.length - start) return start + marked[0].length;
  }
  if (line) return line[0].length;
  if (text.length > longest) return Math.max(text.lastIndexOf(' ', longest), 0) + 1 || longest;
  return 0;
}
