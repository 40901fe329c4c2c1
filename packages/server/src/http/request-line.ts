import { randomUUID } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Context } from '../context.ts';
import type { AppEnv } from './app-env.ts';

/** One wide line per request, never a body, a query or a token; and the headers of every answer. */
export function requestLine(ctx: Context) {
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
    ctx.metrics.requests.observe(
      { method: c.req.method, route, status: String(c.res.status) },
      ms / 1000,
    );
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
