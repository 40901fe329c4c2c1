import { SlackError } from '../error.ts';
import type { SlackFile } from '../model.ts';

const sniffed = 512;

/**
 * The bytes of an answered download, as a stream that fails past `cap`. Slack answers a token
 * without the right to a file with HTTP 200 and its sign-in page: that is refused, whatever its
 * content type says, unless the file itself is HTML of just that size.
 */
export async function fileBody(
  response: Response,
  file: SlackFile,
  cap: number,
): Promise<{ body: ReadableStream<Uint8Array>; contentType: string; size?: number }> {
  const contentType = response.headers.get('content-type') ?? 'application/octet-stream';
  const size = sizeOf(response);
  if (size !== undefined && size > cap) {
    await response.body?.cancel();
    throw tooLarge(file, cap);
  }
  const reader = (response.body ?? new Blob([]).stream()).getReader();
  const head = await firstBytes(reader);
  if (isPage(contentType, head) && !(isHtml(file) && size === file.size)) {
    await reader.cancel();
    throw new SlackError(
      'html_instead_of_file',
      `Slack answered a web page instead of file ${file.id}: the token lacks files:read or may not see it.`,
      { class: 'scope', needed: 'files:read' },
    );
  }
  const body = capped(head, reader, cap, () => tooLarge(file, cap));
  return { body, contentType, ...(size === undefined ? {} : { size }) };
}

/** The length of what will be read: not announced where the transfer is compressed. */
function sizeOf(response: Response): number | undefined {
  const length = response.headers.get('content-length') ?? '';
  if (!/^\d{1,15}$/.test(length) || response.headers.has('content-encoding')) return undefined;
  return Number(length);
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** Enough chunks to recognise a page. */
async function firstBytes(reader: Reader): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for (let length = 0; length < sniffed; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.byteLength;
  }
  return chunks;
}

function isPage(contentType: string, head: Uint8Array[]): boolean {
  if (/^\s*(text\/html|application\/xhtml\+xml)/i.test(contentType)) return true;
  const start = Buffer.concat(head).subarray(0, sniffed).toString('latin1');
  return /^[\s\xef\xbb\xbf]*<!doctype html|^[\s\xef\xbb\xbf]*<html[\s>]/i.test(start);
}

function isHtml(file: SlackFile): boolean {
  return /html/i.test(file.mimetype) || file.filetype === 'html';
}

function capped(
  head: Uint8Array[],
  reader: Reader,
  cap: number,
  tooMuch: () => SlackError,
): ReadableStream<Uint8Array> {
  let passed = 0;
  const waiting = [...head];
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = waiting.shift() ?? (await reader.read()).value;
      if (chunk === undefined) return controller.close();
      passed += chunk.byteLength;
      if (passed > cap) {
        await reader.cancel();
        return controller.error(tooMuch());
      }
      controller.enqueue(chunk);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function tooLarge(file: SlackFile, cap: number): SlackError {
  return new SlackError(
    'file_too_large',
    `File ${file.id} is larger than ${Math.floor(cap / 1024)} KiB and was left out.`,
  );
}
