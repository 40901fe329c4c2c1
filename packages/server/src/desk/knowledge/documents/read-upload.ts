import { largestDocument } from '@belay/contract/desk/knowledge';
import { BelayError } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import type { AppEnv } from '../../../http/app-env.ts';

/** The bytes of a document, counted as they arrive. Throws 413 and 422. */
export async function readUpload(c: HonoContext<AppEnv>): Promise<Buffer> {
  if (Number(c.req.header('content-length') ?? 0) > largestDocument) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.byteLength;
    if (size > largestDocument) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0)
    throw new BelayError('INVALID_BODY', 'The file is empty. Send its bytes as the body.');
  return Buffer.concat(chunks);
}

const tooLarge = () =>
  new BelayError(
    'PAYLOAD_TOO_LARGE',
    'A document has at most 20 MB. Split it, or save it without pictures.',
  );
