import { announcementsQuery } from '@belay/contract/desk/webhook';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseQuery } from '../../http/parse-body.ts';
import { listAnnouncements } from './list-announcements.ts';

/** `GET /v1/desk/announcements`: what happened, and who was told. */
export function announceRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/desk/announcements', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json(
      await listAnnouncements(ctx.pool, caller.tenant, parseQuery(c, announcementsQuery)),
    );
  });
}
