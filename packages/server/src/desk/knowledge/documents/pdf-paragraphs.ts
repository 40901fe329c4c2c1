import type { Block } from '../text/block.ts';
import { tidyLine } from '../text/tidy.ts';

export interface PdfLine {
  page: number;
  /** from the bottom, in points */
  y: number;
  /** of its letters; 0 where unknown */
  height: number;
  text: string;
}

/** So much larger letters make a short line a heading. */
const headingRatio = 1.15;
const longestHeading = 140;
/** Lines further apart than so many heights begin a paragraph. */
const gapRatio = 1.7;

/** Paragraphs and headings, by the size of letters and the space between lines. Pure. */
export function pdfParagraphs(lines: readonly PdfLine[]): Block[] {
  const usual = usualHeight(lines);
  const blocks: Block[] = [];
  let paragraph = '';
  let before: PdfLine | undefined;
  const end = () => {
    if (paragraph !== '') blocks.push({ kind: 'text', text: paragraph });
    paragraph = '';
  };
  for (const line of lines) {
    const text = tidyLine(line.text);
    if (text === '' || /^\d{1,4}$/.test(text)) continue;
    const isHeading = line.height > usual * headingRatio && text.length <= longestHeading;
    if (isHeading) {
      end();
      const level = line.height > usual * 1.5 ? 1 : 2;
      const last = blocks.at(-1);
      // a heading of two lines
      if (before && last?.kind === 'heading' && isNext(before, line)) last.text += ` ${text}`;
      else blocks.push({ kind: 'heading', level, text });
    } else {
      if (before && !isNext(before, line)) end();
      paragraph = continued(paragraph, text);
    }
    before = line;
  }
  end();
  return blocks;
}

function isNext(before: PdfLine, line: PdfLine): boolean {
  // text runs on over the end of a page unless a sentence ended there
  if (before.page !== line.page) return !/[.!?…:]["')\]]?\s*$/.test(before.text);
  const height = Math.max(before.height, line.height, 1);
  const sameSize = Math.abs(before.height - line.height) < height * 0.12;
  return sameSize && before.y - line.y < height * gapRatio && before.y - line.y > -height;
}

function continued(paragraph: string, text: string): string {
  if (paragraph === '') return text;
  // a word that was parted at the line's end
  if (/\p{L}-$/u.test(paragraph) && /^\p{Ll}/u.test(text)) return paragraph.slice(0, -1) + text;
  return `${paragraph} ${text}`;
}

/** The height in which most characters are set. */
function usualHeight(lines: readonly PdfLine[]): number {
  const weights = new Map<number, number>();
  for (const { height, text } of lines) {
    const rounded = Math.round(height * 2) / 2;
    weights.set(rounded, (weights.get(rounded) ?? 0) + text.length);
  }
  const [usual] = [...weights].sort((a, b) => b[1] - a[1])[0] ?? [0];
  return usual > 0 ? usual : Number.POSITIVE_INFINITY;
}
