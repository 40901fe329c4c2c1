import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import { healthRoutes, metricsRoutes } from '../admin/admin-routes.ts';
import { authRoutes, signupRoutes } from '../auth/auth-routes.ts';
import { membershipRoutes, personRoutes } from '../auth/people-routes.ts';
import { connectorRoutes } from '../connectors/routes/connector-routes.ts';
import { importRoutes } from '../connectors/routes/import-routes.ts';
import { slackRoutes } from '../connectors/routes/slack-routes.ts';
import { statusRoutes } from '../connectors/routes/status-routes.ts';
import type { Context } from '../context.ts';
import { dashboardRoutes, toDashboard } from '../dashboard/dashboard-routes.ts';
import { deskRoutes, visitorRoutes } from '../desk/desk-routes.ts';
import { blobRoutes } from '../memory/blobs/blob-routes.ts';
import { bulkRoutes } from '../memory/capture/bulk-routes.ts';
import { experienceRoutes } from '../memory/capture/experience-routes.ts';
import { eventRoutes } from '../memory/events/event-routes.ts';
import { exportRoutes } from '../memory/export/export-routes.ts';
import { forgetRoutes } from '../memory/forget/forget-routes.ts';
import { lifecycleRoutes } from '../memory/lifecycle/lifecycle-routes.ts';
import { recallRoutes } from '../memory/recall/recall-routes.ts';
import { scopeRoutes } from '../memory/scopes/scope-routes.ts';
import { missingRoutes, openapiRoutes } from '../openapi/openapi-routes.ts';
import { slackAppRoutes } from '../slack-app/slack-app-routes.ts';
import { widgetRoutes } from '../widget-files/widget-routes.ts';
import type { AppEnv } from './app-env.ts';
import { errorAnswer } from './error-answer.ts';
import { needCaller } from './need-caller.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { requestLine } from './request-line.ts';

/** The whole HTTP side. `home` is mounted at `/`, for those who have a page to show there. */
export function createApp(ctx: Context, home: Hono | undefined): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.onError((error, c) => errorAnswer(error, c, ctx.log));
  app.notFound((c) =>
    errorAnswer(
      new BelayError(
        'NOT_FOUND',
        `There is nothing at ${c.req.method} ${c.req.path}. GET /reference lists the calls.`,
      ),
      c,
      ctx.log,
    ),
  );
  app.use(requestLine(ctx));

  app.route('/', healthRoutes(ctx));
  app.route('/', openapiRoutes(ctx));
  app.route('/', signupRoutes(ctx));
  app.route('/', slackAppRoutes(ctx));
  app.route('/', personRoutes(ctx));
  app.route('/', visitorRoutes(ctx));

  app.use('/v1/*', needCaller(ctx, createRateLimiter(ctx.config.rateLimit, ctx.now)));
  for (const routes of [
    experienceRoutes,
    bulkRoutes,
    blobRoutes,
    scopeRoutes,
    eventRoutes,
    recallRoutes,
    forgetRoutes,
    exportRoutes,
    lifecycleRoutes,
    authRoutes,
    membershipRoutes,
    slackRoutes,
    connectorRoutes,
    statusRoutes,
    importRoutes,
    metricsRoutes,
    deskRoutes,
  ])
    app.route('/', routes(ctx));
  app.route('/', missingRoutes());
  app.route('/', widgetRoutes(ctx));
  app.route('/', dashboardRoutes());
  app.route('/', home ?? toDashboard());
  return app;
}
