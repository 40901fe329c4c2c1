import { leadsQuery } from '@belay/contract/desk/visitor';
import { Hono } from 'hono';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseQuery } from '../../http/parse-body.ts';
import { csvPieces } from '../visitors/csv/csv-pieces.ts';
import { sendPieces } from '../visitors/send-pieces.ts';
import { listLeads } from './list-leads.ts';

export const leadsExportQuery = leadsQuery.pick({ agent_id: true, query: true });
const titles = [
  ...['id', 'name', 'email', 'phone', 'other', 'via', 'agent', 'visitor_id'],
  ...['conversation_id', 'created_at', 'updated_at'],
];
const columns = ['name', 'email', 'phone'];

/** `/v1/desk/leads`: how people who talked to an agent can be reached. */
export function leadRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/desk/leads', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json(await listLeads(ctx.pool, caller.tenant, parseQuery(c, leadsQuery)));
  });

  routes.get('/v1/desk/leads/export', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const wanted = parseQuery(c, leadsExportQuery);
    await recordAudit(ctx.pool, ctx.now(), {
      ...caller,
      endpoint: 'desk.leads_export',
      capability: 'desk.manage',
    });
    const pieces = csvPieces(
      titles,
      (cursor) => listLeads(ctx.pool, caller.tenant, { ...wanted, cursor, limit: 200 }),
      ({ fields, ...lead }) => [
        lead.id,
        ...columns.map((key) => fields.find((field) => field.key === key)?.value ?? null),
        fields
          .filter(({ key }) => !columns.includes(key))
          .map(({ label, value }) => `${label}: ${value}`)
          .join('\n'),
        ...[lead.via, lead.agent.name, lead.visitor_id, lead.conversation_id],
        ...[lead.created_at, lead.updated_at],
      ],
    );
    const file = { type: 'text/csv; charset=utf-8', name: 'leads.csv' };
    return sendPieces(ctx, c, file, pieces);
  });

  return routes;
}
