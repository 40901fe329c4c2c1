import type { ReadText } from '../text/block.ts';
import { csvBlocks } from '../text/csv-blocks.ts';
import { htmlPage } from '../text/html-page.ts';
import { markdownBlocks } from '../text/markdown-blocks.ts';
import { plainBlocks } from '../text/plain-blocks.ts';
import { charsetOfHtml, decodeText } from './decode-text.ts';
import { docxText } from './docx-blocks.ts';
import { pdfText } from './pdf-blocks.ts';
import type { DocumentFormat } from './sniff-document.ts';

/** Bytes of any format as text. May take long and much memory: run it in `document-worker.ts`. */
export async function documentText(bytes: Uint8Array, format: DocumentFormat): Promise<ReadText> {
  switch (format) {
    case 'pdf':
      return pdfText(bytes);
    case 'docx':
      return docxText(Buffer.from(bytes));
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
