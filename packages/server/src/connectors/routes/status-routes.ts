import { Hono } from 'hono';
import { z } from 'zod';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { channelsQuery, listChannelProgress } from '../status/list-channel-progress.ts';
import { readFailures } from '../status/read-failures.ts';
import { readRecent, recentQuery } from '../status/read-recent.ts';
import { readThroughput, throughputQuery } from '../status/read-throughput.ts';
import { findConnector } from '../store/find-connector.ts';
import { retryFailure } from '../store/retry-failure.ts';

export const failuresQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** How a connector does, in detail (MGD-2). */
export function statusRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/connectors/:id/channels', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.read');
    const row = await findConnector(ctx.pool, caller, c.req.param('id'));
    return c.json(await listChannelProgress(ctx, caller, row, parseQuery(c, channelsQuery)));
  });

  routes.get('/v1/connectors/:id/throughput', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.read');
    const { id } = await findConnector(ctx.pool, caller, c.req.param('id'));
    const place = { tenant: caller.tenant, connector: id };
    const query = parseQuery(c, throughputQuery);
    return c.json({ items: await readThroughput(ctx.pool, place, query, ctx.now()) });
  });

  routes.get('/v1/connectors/:id/failures', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.read');
    const row = await findConnector(ctx.pool, caller, c.req.param('id'));
    const query = parseQuery(c, failuresQuery);
    return c.json({ items: await readFailures(ctx.pool, caller, row, query) });
  });

  routes.post('/v1/connectors/:id/failures/:failure/retry', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    await parseBody(c, z.strictObject({}));
    await retryFailure(ctx, caller, c.req.param('id'), c.req.param('failure'));
    return c.body(null, 204);
  });

  routes.get('/v1/connectors/:id/recent', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.read');
    authorize(caller, 'scope.read.descend');
    const row = await findConnector(ctx.pool, caller, c.req.param('id'));
    return c.json(await readRecent(ctx.pool, caller, row, parseQuery(c, recentQuery)));
  });

  return routes;
}
