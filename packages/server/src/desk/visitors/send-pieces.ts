import { Readable } from 'node:stream';
import type { Context as HonoContext } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';

/**
 * Answers with a document that is made piece by piece. If the making fails the connection breaks off:
 * nobody takes half a document for all of it.
 */
export function sendPieces(
  ctx: Pick<Context, 'log'>,
  c: HonoContext<AppEnv>,
  { type, name }: { type: string; name: string },
  pieces: AsyncIterable<string>,
): Response {
  const bytes = Readable.from(encoded(pieces), { objectMode: false });
  bytes.on('error', (error) => ctx.log.warn({ err: error }, 'an export was broken off'));
  return c.body(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'private, no-store',
  });
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) if (piece !== '') yield Buffer.from(piece);
}
