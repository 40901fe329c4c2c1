import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import type { Context } from '../context.ts';
import type { AppEnv } from '../http/app-env.ts';
import { openapiDocument } from './openapi-document.ts';
import { operations } from './operations.ts';
import { referencePage } from './reference-page.ts';

/** `/v1/openapi.json` and `/reference`. */
export function openapiRoutes(ctx: Context): Hono<AppEnv> {
  const document = openapiDocument(ctx.config.publicUrl);
  return new Hono<AppEnv>()
    .get('/v1/openapi.json', (c) => c.json(document))
    .get('/reference', (c) => {
      c.header(
        'Content-Security-Policy',
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
      );
      return c.html(referencePage(ctx.config.publicUrl));
    });
}

/** Documented calls that Belay doesn't serve answer 501, not 404 (MEM-10). */
export function missingRoutes(): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  for (const { method, path, served } of operations)
    if (!served)
      routes.on(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'), () => {
        throw new BelayError(
          'NOT_IMPLEMENTED',
          `${method.toUpperCase()} ${path} is documented for CortexDB v1, but Belay does not serve it.`,
          { method: method.toUpperCase(), path },
        );
      });
  return routes;
}
