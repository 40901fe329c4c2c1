import { BelayError } from '@belay/contract/error';
import { blobId } from '@belay/contract/experience';
import { Hono } from 'hono';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { largestBlob } from './blob-store.ts';
import { type ReadableBlob, readableBlobs } from './readable-blobs.ts';

/** What a browser shows without running anything in it; all else is an attachment (MEM-4). */
const inlineTypes = /^(image\/(png|jpeg|gif|webp|avif)|text\/plain|audio\/|video\/)/;
const mediaType = /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w.+-]+=("[^"\r\n]*"|[\w.+-]+))*$/;

/** `/v1/blobs`: raw bytes in and out. */
export function blobRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/blobs', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'blob.upload');
    const contentType = c.req.header('content-type') ?? 'application/octet-stream';
    refuseWrapped(contentType, c.req.header('content-transfer-encoding'));
    if (Number(c.req.header('content-length') ?? 0) > largestBlob)
      throw new BelayError(
        'PAYLOAD_TOO_LARGE',
        'A blob has at most 32 MiB. Store it elsewhere and write a link.',
      );
    const stored = await ctx.blobs.put(caller, c.req.raw.body, contentType);
    c.set('capability', 'blob.upload');
    return c.json(
      {
        blob_id: stored.blobId,
        size_bytes: stored.size,
        content_type: stored.contentType,
        sha256: stored.sha256,
      },
      201,
    );
  });

  routes.get('/v1/blobs/:id', async (c) => {
    const { blob } = await find(ctx, c.get('caller'), c.req.param('id'));
    const inline = inlineTypes.test(blob.contentType);
    return c.body(ctx.blobs.read(c.get('caller').tenant, blob.file), 200, {
      'Content-Type': blob.contentType,
      'Content-Length': String(blob.size),
      'Content-Disposition': inline ? 'inline' : 'attachment',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'private, no-store',
    });
  });

  routes.delete('/v1/blobs/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'blob.upload');
    const { id, blob } = await find(ctx, caller, c.req.param('id'));
    const { rowCount } = await ctx.pool.query(
      `with gone as (
         delete from blob b where tenant = $1 and id = $2
           and not exists (select from blob_reference r where r.tenant = b.tenant and r.blob_id = b.id)
         returning tenant, file)
       insert into blob_trash (tenant, file) select tenant, file from gone`,
      [caller.tenant, id],
    );
    if (rowCount === 0 || blob.referenced)
      throw new BelayError(
        'BLOB_IN_USE',
        'Experiences refer to this blob. Forget them, and it goes with them.',
      );
    await ctx.blobs.sweep();
    return c.body(null, 204);
  });

  return routes;
}

function refuseWrapped(contentType: string, transferEncoding: string | undefined): void {
  const wrapped = /^(application\/json|multipart\/|application\/x-www-form-urlencoded)/i.test(
    contentType,
  );
  if (wrapped || /base64/i.test(transferEncoding ?? '') || !mediaType.test(contentType))
    throw new BelayError(
      'UNSUPPORTED_MEDIA_TYPE',
      'Send the raw bytes as the body with their own Content-Type: no JSON, no multipart, no base64. A JSON file goes as text/plain.',
      { content_type: contentType.slice(0, 120) },
    );
}

async function find(
  ctx: Context,
  caller: Caller,
  id: string,
): Promise<{ id: Buffer; blob: ReadableBlob }> {
  authorize(caller, 'blob.read');
  const blob = blobId.safeParse(id).success
    ? (await readableBlobs(ctx.pool, caller, [id])).get(id)
    : undefined;
  if (!blob) throw new BelayError('NOT_FOUND', 'There is no such blob.');
  return { id: Buffer.from(id.slice('blob_'.length), 'hex'), blob };
}
