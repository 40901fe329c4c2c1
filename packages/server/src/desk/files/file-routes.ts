import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { operatorOf } from '../conversation/desk-actor.ts';
import { fileView } from './file-view.ts';
import { storeFile } from './store-file.ts';

/** What a browser shows without running anything in it. */
const inline = /^image\/(png|jpeg|gif|webp|avif)$/;

/** `POST /v1/desk/files?name=`: an operator's upload. */
export function operatorFileRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/desk/files', async (c) => {
    const operator = await operatorOf(ctx, c.get('caller'));
    const row = await storeFile(ctx, c, operator.tenant, { person: operator.person });
    return c.json(fileView(ctx, row), 201);
  });
}

/** `GET /v1/desk/files/{id}`: by a signed link, and by nothing else: no cookie opens it. */
export function fileLinkRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/desk/files/:id', async (c) => {
    const link = ctx.fileLinks.read(c.req.param('id'), c.req.query());
    if (!link) throw missing();
    if (link.hasExpired)
      throw new BelayError(
        'LINK_EXPIRED',
        'This link worked for five minutes. Open the conversation again for a new one.',
      );
    const { rows } = await ctx.pool.query<{
      name: string;
      content_type: string;
      size_bytes: number;
      file: string;
    }>({
      name: 'desk-file-bytes',
      text: `select f.name, f.content_type, f.size_bytes, b.file
             from desk_file f
             join blob b on b.tenant = f.tenant and b.id = decode(substr(f.blob_id, 6), 'hex')
             where f.tenant = $1 and f.id = $2`,
      values: [link.tenant, link.file],
    });
    const [row] = rows;
    if (!row) throw missing();
    const { name, content_type, size_bytes, file } = row;
    const type = content_type === 'text/plain' ? 'text/plain; charset=utf-8' : content_type;
    return c.body(ctx.blobs.read(link.tenant, file), 200, {
      'Content-Type': type,
      'Content-Length': String(size_bytes),
      'Content-Disposition': `${inline.test(type) ? 'inline' : 'attachment'}; filename*=UTF-8''${encode(name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, max-age=300',
    });
  });
}

function missing(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such file.');
}

/** As RFC 8187 wants it. */
function encode(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
