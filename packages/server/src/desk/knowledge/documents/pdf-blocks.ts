import { getDocumentProxy } from 'unpdf';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import type { ReadText } from '../text/block.ts';
import { type PdfLine, pdfParagraphs } from './pdf-paragraphs.ts';

const mostPages = 1_500;

/** The text of a PDF. Throws a `KnowledgeTrouble` where it is locked or broken. */
export async function pdfText(bytes: Uint8Array): Promise<ReadText> {
  const pdf = await getDocumentProxy(bytes, { verbosity: 0 }).catch((cause: unknown) => {
    const isLocked = cause instanceof Error && cause.name === 'PasswordException';
    throw new KnowledgeTrouble(
      isLocked
        ? 'The PDF is locked by a password. Upload a copy without one.'
        : 'The PDF is damaged. Open it, export it again as PDF, and upload that copy.',
      { cause },
    );
  });
  const lines: PdfLine[] = [];
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
    const page = await pdf.getPage(number);
    lines.push(...linesOf((await page.getTextContent()).items, number));
    page.cleanup();
  }
  const isCut = pdf.numPages > mostPages;
  return { title: undefined, blocks: pdfParagraphs(lines), ...(isCut ? { isCut } : {}) };
}

/** Pieces of text as pdf.js gives them; others mark structure. */
function linesOf(items: readonly object[], page: number): PdfLine[] {
  const lines: PdfLine[] = [];
  let line: PdfLine | undefined;
  for (const item of items) {
    if (!('str' in item)) continue;
    // pdf.js: a matrix whose last two are the place
    const { str, transform, height, hasEOL } = item as {
      str: string;
      transform: number[];
      height: number;
      hasEOL: boolean;
    };
    const y = transform[5] ?? 0;
    line ??= { page, y, height, text: '' };
    line.text += str;
    line.height = Math.max(line.height, height);
    if (!hasEOL) continue;
    lines.push(line);
    line = undefined;
  }
  return line ? [...lines, line] : lines;
}
