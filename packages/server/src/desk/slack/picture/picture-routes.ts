import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import type { Context } from '../../../context.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { uuidOf } from '../../../memory/ids.ts';
import type { Operation } from '../../../openapi/operations.ts';

export const pictureOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/widget/pictures/{id}',
    summary: 'the face of a person who answers, by an address that nobody can guess',
    served: true,
    open: true,
  },
];

/** `GET /v1/widget/pictures/{id}`: what visitors see of a person; an `<img>` sends no credentials. */
export function pictureRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/widget/pictures/:id', async (c) => {
    const id = uuidOf('pic', c.req.param('id'));
    if (id === undefined) throw missing();
    const { rows } = await ctx.pool.query<{ content_type: string; bytes: Buffer<ArrayBuffer> }>({
      name: 'person-picture',
      text: 'select content_type, bytes from person_picture where id = $1',
      values: [id],
    });
    const [row] = rows;
    if (!row) throw missing();
    return c.body(row.bytes, 200, {
      'Content-Type': row.content_type,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'public, max-age=86400',
    });
  });
}

function missing(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such picture.');
}
