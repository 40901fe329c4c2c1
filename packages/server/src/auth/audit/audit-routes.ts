import { auditQuery } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseQuery } from '../../http/parse-body.ts';
import { authorize } from '../authorize.ts';
import { listAudit } from './list-audit.ts';

/** `GET /v1/audit`: who did what, paged. */
export function auditRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/audit', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'audit.read');
    return c.json(await listAudit(ctx.pool, caller, parseQuery(c, auditQuery)));
  });
}
