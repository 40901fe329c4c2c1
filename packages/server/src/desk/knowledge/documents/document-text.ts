import type { Block, ReadText } from '../text/block.ts';
import { csvBlocks } from '../text/csv-blocks.ts';
import { htmlPage } from '../text/html-page.ts';
import { markdownBlocks } from '../text/markdown-blocks.ts';
import { plainBlocks } from '../text/plain-blocks.ts';
import { charsetOfHtml, decodeText } from './decode-text.ts';
import type { DocumentFormat } from './sniff-document.ts';

/** A shelf of books; beyond it, nobody knows any more what an agent was taught. */
export const mostCharacters = 3_000_000;

/** Bytes of any format as text. May take long and much memory: run it in `document-worker.ts`. */
export async function documentText(bytes: Uint8Array, format: DocumentFormat): Promise<ReadText> {
  const read = await readAs(bytes, format);
  let left = mostCharacters;
  const blocks: Block[] = [];
  for (const block of read.blocks) {
    if (left <= 0) return { ...read, blocks, isCut: true };
    blocks.push({ ...block, text: block.text.slice(0, left).toWellFormed() });
    left -= block.text.length;
  }
  return left < 0 ? { ...read, blocks, isCut: true } : read;
}

async function readAs(bytes: Uint8Array, format: DocumentFormat): Promise<ReadText> {
  switch (format) {
    // large libraries, loaded by the threads that need them
    case 'pdf':
      return (await import('./pdf-blocks.ts')).pdfText(bytes);
    case 'docx':
      return (await import('./docx-blocks.ts')).docxText(Buffer.from(bytes));
    case 'html': {
      const { title, blocks } = htmlPage(decodeText(bytes, charsetOfHtml(bytes)));
      return { title, blocks };
    }
    case 'markdown':
      return { title: undefined, blocks: markdownBlocks(decodeText(bytes)) };
    case 'csv':
      return { title: undefined, blocks: csvBlocks(decodeText(bytes)) };
    case 'text':
      return { title: undefined, blocks: plainBlocks(decodeText(bytes)) };
  }
}
