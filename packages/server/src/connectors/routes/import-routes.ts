import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseQuery } from '../../http/parse-body.ts';
import { newestImports } from '../imports/list-imports.ts';
import { receiveImport } from '../imports/receive-import.ts';
import { removeImport } from '../imports/remove-import.ts';
import { findConnector } from '../store/find-connector.ts';

export const importQuery = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    // a name to show, never a path
    .transform((name) => name.toWellFormed().replace(/\p{Cc}|[/\\]/gu, '_'))
    .default('export.zip'),
});
const zipTypes = /^application\/(zip|octet-stream|x-zip(-compressed)?)\b/i;

/** Slack export ZIPs for a connector (SYN-8). */
export function importRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/connectors/:id/imports', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.read');
    const { id } = await findConnector(ctx.pool, caller, c.req.param('id'));
    const items = (await newestImports(ctx.pool, caller.tenant, [id])).get(id) ?? [];
    return c.json({ items });
  });

  routes.post('/v1/connectors/:id/imports', async (c) => {
    const caller = c.get('caller');
    // a refusal may come before the whole body: this connection carries no other request
    c.header('Connection', 'close');
    authorize(caller, 'connectors.manage');
    const { name } = parseQuery(c, importQuery);
    const type = c.req.header('content-type') ?? 'application/zip';
    if (!zipTypes.test(type))
      throw new BelayError(
        'UNSUPPORTED_MEDIA_TYPE',
        'Send the raw bytes of the ZIP as the body, with Content-Type application/zip: no form, no JSON.',
        { content_type: type.slice(0, 120) },
      );
    const length = c.req.header('content-length');
    const declared = length === undefined ? undefined : Number(length);
    const upload = { name, body: c.req.raw.body, declared };
    return c.json(await receiveImport(ctx, caller, c.req.param('id'), upload), 201);
  });

  routes.delete('/v1/connectors/:id/imports/:import', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    await removeImport(ctx, caller, c.req.param('id'), c.req.param('import'));
    return c.body(null, 204);
  });

  return routes;
}
