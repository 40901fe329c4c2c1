import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { ApiError } from '../api/api-error.ts';
import { isObject } from '../api/block-rules.ts';
import { type Respondent, respond } from './respond.ts';
import type { ResponseUrls } from './response-urls.ts';

/** `POST /actions/…` and `/commands/…`: the addresses that interactions give out. */
export function responseRoutes(
  desk: () => Respondent,
  urls: ResponseUrls,
): Hono<{ Bindings: HttpBindings }> {
  const routes = new Hono<{ Bindings: HttpBindings }>();
  routes.post('/:kind{actions|commands}/:team/:number/:secret', async (c) => {
    const secret = c.req.param('secret');
    const place = urls.find(secret);
    if (typeof place === 'string') return c.json({ ok: false, error: place }, 404);
    const body: unknown = await c.req.json().catch(() => undefined);
    if (!isObject(body)) return c.json({ ok: false, error: 'invalid_payload' }, 400);
    try {
      respond(desk(), place, body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return c.json({ ok: false, error: error.code, ...error.more }, 400);
    }
    urls.use(secret);
    return c.json({ ok: true });
  });
  return routes;
}
