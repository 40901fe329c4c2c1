import { slackAppBody } from '@belay/contract/desk/slack-app';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { appView } from './app-view.ts';
import { changeApp } from './change-app.ts';

/** `mode`: the manifest of an app that hears over HTTP, or over a socket; default by our address. */
export const appQuery = z.object({ mode: z.enum(['http', 'socket']).optional() });

/** `/v1/slack/app`: our app at Slack, for both halves. */
export function appRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/slack/app', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json(await appView(ctx, caller.tenant, parseQuery(c, appQuery).mode));
  });
  routes.put('/v1/slack/app', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await changeApp(ctx, caller, await parseBody(c, slackAppBody));
    return c.json(await appView(ctx, caller.tenant));
  });
  return routes;
}
