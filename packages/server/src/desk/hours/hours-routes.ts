import { hoursPreviewBody } from '@belay/contract/desk/hours';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { hoursPreview } from './hours-preview.ts';

/** `POST /v1/desk/hours/preview`: reads nothing and changes nothing. */
export function hoursRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/v1/desk/hours/preview', async (c) => {
    authorize(c.get('caller'), 'desk.read');
    const { hours } = await parseBody(c, hoursPreviewBody);
    return c.json(hoursPreview(hours, new Date(ctx.now())));
  });
  return routes;
}
