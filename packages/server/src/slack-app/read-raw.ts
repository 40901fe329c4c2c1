import type { IncomingMessage } from 'node:http';
import { BelayError } from '@belay/contract/error';

/** Slack's events are some kilobytes; the largest messages stay far below this. */
export const largestBody = 1024 * 1024;

/** The bytes as they came, which is what was signed. Throws 413 as soon as there are too many. */
export async function readRaw(incoming: IncomingMessage): Promise<Buffer> {
  if (Number(incoming.headers['content-length'] ?? 0) > largestBody) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    // no encoding is set, so that chunks are buffers
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > largestBody) throw tooLarge();
    chunks.push(bytes);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
}

function tooLarge(): BelayError {
  return new BelayError('PAYLOAD_TOO_LARGE', 'The body has more than 1 MiB.');
}
