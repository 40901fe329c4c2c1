import { randomUUID } from 'node:crypto';
import type { Context as HonoContext } from 'hono';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Context } from '../context.ts';
import type { AppEnv } from './app-env.ts';
import type { SeenRequest } from './seen-request.ts';

/** One wide line per request, never a body, a query or a token; and the headers of every answer. */
export function requestLine(ctx: Context) {
  // prom-client hashes its labels at every call; there are few, so their timers are kept
  const timers = new Map<string, { observe(seconds: number): void }>();
  const timer = (method: string, route: string, status: number) => {
    const key = `${method} ${route} ${status}`;
    const known = timers.get(key);
    if (known) return known;
    const made = ctx.metrics.requests.labels(method, route, String(status));
    timers.set(key, made);
    return made;
  };
  return createMiddleware<AppEnv>(async (c, next) => {
    const started = performance.now();
    const requestId = `req_${randomUUID().replaceAll('-', '')}`;
    c.set('requestId', requestId);
    // straight to Node's response: a Headers object per header and request was measured at 7 %
    const { outgoing } = c.env;
    outgoing.setHeader('X-Cortex-Request-Id', requestId);
    outgoing.setHeader('X-Content-Type-Options', 'nosniff');
    outgoing.setHeader('Referrer-Policy', 'no-referrer');
    if (c.req.path.startsWith('/v1/')) outgoing.setHeader('X-Cortex-Stability', 'stable');
    await next();
    const capability = c.get('capability');
    if (capability && !outgoing.headersSent)
      outgoing.setHeader('X-Cortex-Policy', `tier=scope; decision=allow; capability=${capability}`);
    const ms = Math.round((performance.now() - started) * 10) / 10;
    // wildcards are middleware: the handler's own path is the last one without
    const route = matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? 'other';
    timer(c.req.method, route, c.res.status).observe(ms / 1000);
    ctx.watch?.(seen(c, route, ms));
    if (!ctx.log.isLevelEnabled('info')) return;
    const caller = c.get('caller');
    ctx.log.info({
      requestId,
      method: c.req.method,
      route,
      status: c.res.status,
      ms,
      tenant: caller?.tenant,
      jti: caller?.jti,
    });
  });
}

function seen(c: HonoContext<AppEnv>, route: string, ms: number): SeenRequest {
  const visitor = c.get('visitor');
  const tenant = visitor?.tenant ?? c.get('caller')?.tenant;
  const by = visitor ? 'visitor' : tenant === undefined ? 'nobody' : 'caller';
  return { tenant, by, method: c.req.method, route, status: c.res.status, ms };
}
