import mammoth from 'mammoth';
import { KnowledgeTrouble } from '../knowledge-trouble.ts';
import type { ReadText } from '../text/block.ts';
import { htmlPage } from '../text/html-page.ts';
import { checkZip } from './check-zip.ts';

/** The text of a Word document. Throws a `KnowledgeTrouble` where it is too large or broken. */
export async function docxText(bytes: Buffer): Promise<ReadText> {
  checkZip(bytes);
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
      },
    );
    return { title: undefined, blocks: htmlPage(value).blocks };
  } catch (cause) {
    throw new KnowledgeTrouble(
      'The document is damaged. Open it, save it again, and upload that copy.',
      { cause },
    );
  }
}
