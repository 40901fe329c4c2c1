import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { checkOrigin } from '../../auth/session/check-origin.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { needVisitor } from '../visitors/need-visitor.ts';
import { createVisitorLimits } from '../visitors/visitor-limits.ts';
import { contactRoutes, visitorFileRoutes } from './contact-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { widgetStreamRoutes } from './stream-routes.ts';
import { verbRoutes } from './verb-routes.ts';

/** 8,000 characters however they are escaped, and what goes with them. */
const largestBody = 128 * 1024;

/**
 * `/v1/widget`: for visitors. The widget runs in a frame of our own origin, so no other site needs to
 * reach it and none may: there are no CORS headers, and a foreign Origin is refused (DSK-9).
 */
export function widgetRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const limits = createVisitorLimits(ctx.now);
  routes.use(
    '/v1/widget/*',
    createMiddleware<AppEnv>(async (c, next) => {
      checkOrigin(c, ctx.config.publicUrl, 'allow');
      c.header('Cache-Control', 'no-store');
      await next();
    }),
  );
  const small = bodyLimit({ maxSize: largestBody });
  routes.use('/v1/widget/*', async (c, next) =>
    c.req.path === '/v1/widget/files' ? next() : small(c, next),
  );
  routes.route('/', sessionRoutes(ctx, limits));
  routes.use('/v1/widget/*', needVisitor(ctx, limits));
  for (const part of [messageRoutes, verbRoutes, contactRoutes, visitorFileRoutes])
    routes.route('/', part(ctx, limits));
  routes.route('/', widgetStreamRoutes(ctx));
  return routes;
}
