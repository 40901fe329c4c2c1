import { Hono } from 'hono';
import { authorize } from '../auth/authorize.ts';
import type { Context } from '../context.ts';
import type { AppEnv } from '../http/app-env.ts';

/** What a load balancer, a person and Prometheus ask; no token, no tenant's data (MEM-10). */
export function healthRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  const health = async () => {
    const database = await ctx.pool.query('select 1').then(
      () => 'up',
      () => 'down',
    );
    const indexer = ctx.indexer.running() ? 'up' : 'down';
    const ok = database === 'up' && indexer === 'up';
    return { ok, body: { status: ok ? 'ok' : 'degraded', components: { database, indexer } } };
  };

  for (const path of ['/v1/health', '/v1/admin/health'])
    routes.get(path, async (c) => c.json((await health()).body));

  for (const path of ['/v1/ready', '/v1/admin/ready'])
    routes.get(path, async (c) => {
      const { ok, body } = await health();
      return c.json({ ...body, ready: ok }, ok ? 200 : 503);
    });

  return routes;
}

/** Counters of the whole server, all tenants together: for its operator only (SEC-2). */
export function metricsRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/admin/metrics', async (c) => {
    authorize(c.get('caller'), 'diagnostics.read');
    c.set('capability', 'diagnostics.read');
    if (c.req.query('format') === 'json')
      return c.json(await ctx.metrics.registry.getMetricsAsJSON());
    return c.text(await ctx.metrics.registry.metrics(), 200, {
      'Content-Type': ctx.metrics.registry.contentType,
    });
  });
}
