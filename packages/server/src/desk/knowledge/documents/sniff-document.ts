import { BelayError } from '@belay/contract/error';
import { decodeText } from './decode-text.ts';

export type DocumentFormat = 'pdf' | 'docx' | 'html' | 'markdown' | 'csv' | 'text';

/**
 * What a document is, by its bytes; of text, its name tells the kind. Throws 415 for what can't be
 * read, and says what can.
 */
export function sniffDocument(bytes: Uint8Array, name: string): DocumentFormat {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (head.includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK')) {
    if (Buffer.from(bytes).includes('word/document.xml')) return 'docx';
    throw unreadable('a ZIP file or an office file other than Word');
  }
  if (head.startsWith('\xd0\xcf\x11\xe0'))
    throw unreadable('an old office file; save it as DOCX or PDF');
  if (head.startsWith('{\\rtf')) throw unreadable('rich text; save it as DOCX or PDF');
  if (isBinary(bytes)) throw unreadable('no text: a picture, sound, program or archive');
  if (
    /^\s*(<\?xml[^>]{0,200}>\s*)?(<!--.{0,500}?-->\s*)?<(!doctype html|html)\b/is.test(
      decodeText(bytes.subarray(0, 1_024)),
    )
  )
    return 'html';
  if (ending === 'html' || ending === 'htm' || ending === 'xhtml') return 'html';
  if (ending === 'md' || ending === 'markdown') return 'markdown';
  if (ending === 'csv' || ending === 'tsv') return 'csv';
  return 'text';
}

/** Text has no control characters but white space; UTF-16 is decoded first. */
function isBinary(bytes: Uint8Array): boolean {
  const text = decodeText(bytes.subarray(0, 4_096));
  let controls = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) controls++;
  }
  return controls > text.length * 0.01;
}

function unreadable(what: string): BelayError {
  return new BelayError(
    'UNSUPPORTED_MEDIA_TYPE',
    `The file is ${what}. Upload PDF, DOCX, HTML, Markdown, CSV or plain text.`,
  );
}
