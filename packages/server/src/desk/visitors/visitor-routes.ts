import { blockBody, type VisitorDetail, visitorsQuery } from '@belay/contract/desk/visitor';
import { Hono } from 'hono';
import { z } from 'zod';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { publicId } from '../../memory/ids.ts';
import { conversationViews } from '../conversation/views/conversation-views.ts';
import { blockVisitor } from './block-visitor.ts';
import { csvPieces } from './csv/csv-pieces.ts';
import { eraseVisitor } from './erase-visitor.ts';
import { exportVisitor } from './export-visitor.ts';
import { findVisitor } from './find-visitor.ts';
import { listVisitors } from './list-visitors.ts';
import { sendPieces } from './send-pieces.ts';
import { visitorView } from './visitor-view.ts';

const emptyBody = z.strictObject({});
const mostConversations = 100;
const csvTitles = [
  ...['id', 'name', 'email', 'email_verified', 'phone', 'external_id', 'language'],
  ...['conversations', 'blocked', 'first_seen_at', 'last_seen_at'],
];

/** `/v1/desk/visitors`: who they are, and what a team may do about them (SEC-4, SEC-7). */
export function visitorDeskRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const shown = async (tenant: string, id: string) =>
    visitorView(await findVisitor(ctx.pool, tenant, id));

  routes.get('/v1/desk/visitors', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json(await listVisitors(ctx.pool, caller.tenant, parseQuery(c, visitorsQuery)));
  });

  routes.get('/v1/desk/visitors/export', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const { query } = parseQuery(c, visitorsQuery.pick({ query: true }));
    await recordAudit(ctx.pool, ctx.now(), {
      ...caller,
      endpoint: 'desk.visitors_export',
      capability: 'desk.manage',
    });
    const pieces = csvPieces(
      csvTitles,
      (cursor) => listVisitors(ctx.pool, caller.tenant, { query, cursor, limit: 200 }),
      (visitor) => [
        ...[visitor.id, visitor.name, visitor.email, visitor.email_verified, visitor.phone],
        ...[visitor.external_id, visitor.language, visitor.conversations],
        ...[visitor.blocked !== null, visitor.first_seen_at, visitor.last_seen_at],
      ],
    );
    const file = { type: 'text/csv; charset=utf-8', name: 'visitors.csv' };
    return sendPieces(ctx, c, file, pieces);
  });

  routes.get('/v1/desk/visitors/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const row = await findVisitor(ctx.pool, caller.tenant, c.req.param('id'));
    const { rows } = await ctx.pool.query<{ id: string }>(
      `select id from conversation where tenant = $1 and visitor = $2
       order by created_at desc, id desc limit ${mostConversations}`,
      [caller.tenant, row.id],
    );
    const ids = rows.map(({ id }) => id);
    const detail: VisitorDetail = {
      visitor: visitorView(row),
      conversations: await conversationViews(ctx.pool, caller.tenant, ids),
    };
    return c.json(detail);
  });

  routes.post('/v1/desk/visitors/:id/block', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const { reason } = await parseBody(c, blockBody);
    const { id } = await findVisitor(ctx.pool, caller.tenant, c.req.param('id'));
    await blockVisitor(ctx, caller, id, reason);
    return c.json(await shown(caller.tenant, c.req.param('id')));
  });

  routes.post('/v1/desk/visitors/:id/unblock', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    const { id } = await findVisitor(ctx.pool, caller.tenant, c.req.param('id'));
    await blockVisitor(ctx, caller, id, null);
    return c.json(await shown(caller.tenant, c.req.param('id')));
  });

  routes.get('/v1/desk/visitors/:id/export', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const row = await findVisitor(ctx.pool, caller.tenant, c.req.param('id'));
    const id = publicId('vis', row.id);
    await recordAudit(ctx.pool, ctx.now(), {
      ...caller,
      endpoint: 'desk.visitor_export',
      capability: 'desk.manage',
      details: { visitor_id: id },
    });
    const file = { type: 'application/json', name: `${id}.json` };
    return sendPieces(ctx, c, file, exportVisitor(ctx, caller.tenant, row));
  });

  routes.delete('/v1/desk/visitors/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await eraseVisitor(ctx, caller, c.req.param('id'));
    return c.body(null, 204);
  });

  return routes;
}
