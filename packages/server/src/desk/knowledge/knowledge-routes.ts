import { documentQuery, knowledgeBody, knowledgeQuery } from '@belay/contract/desk/knowledge';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery, readJson } from '../../http/parse-body.ts';
import { agentUuid } from '../agents/agent-id.ts';
import { findAgent } from '../agents/find-agent.ts';
import { readUpload } from './documents/read-upload.ts';
import { sniffDocument } from './documents/sniff-document.ts';
import { checkSite } from './site/check-site.ts';
import { addKnowledge } from './store/add-knowledge.ts';
import { changeKnowledge, refreshKnowledge } from './store/change-knowledge.ts';
import { knowledgeUuid, noSuchKnowledge } from './store/knowledge-id.ts';
import { knowledgeView } from './store/knowledge-views.ts';
import { listKnowledge } from './store/list-knowledge.ts';
import { removeKnowledge } from './store/remove-knowledge.ts';

const emptyBody = z.strictObject({});

/** `/v1/agents/{id}/knowledge`: what an agent is taught by hand (DSK-1). */
export function knowledgeRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const shown = async ({ tenant }: Caller, agent: string, id: string) => {
    const view = await knowledgeView(ctx.pool, { tenant, agent, id });
    if (!view) throw noSuchKnowledge();
    return view;
  };
  const placeOf = (agent: string, id: string) => ({
    agent: agentUuid(agent),
    id: knowledgeUuid(id),
  });

  routes.get('/v1/agents/:id/knowledge', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const agent = agentUuid(c.req.param('id'));
    await findAgent(ctx.pool, { tenant: caller.tenant, agent });
    const query = parseQuery(c, knowledgeQuery);
    return c.json(await listKnowledge(ctx.pool, { tenant: caller.tenant, agent }, query));
  });

  routes.post('/v1/agents/:id/knowledge', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = agentUuid(c.req.param('id'));
    const body = await parseBody(c, knowledgeBody);
    if (body.kind === 'site') checkSite(ctx.config, body.url);
    const id = await addKnowledge(ctx, caller, agent, body);
    return c.json(await shown(caller, agent, id), 201);
  });

  routes.post('/v1/agents/:id/knowledge/documents', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = agentUuid(c.req.param('id'));
    // before 20 MB are taken in for nobody
    await findAgent(ctx.pool, { tenant: caller.tenant, agent });
    const { name } = parseQuery(c, documentQuery);
    const bytes = await readUpload(c);
    const format = sniffDocument(bytes, name);
    const given = { kind: 'document', name, format, size: bytes.length } as const;
    const id = await addKnowledge(ctx, caller, agent, given, (db, knowledge) =>
      db.query('insert into knowledge_upload (tenant, knowledge, bytes) values ($1, $2, $3)', [
        caller.tenant,
        knowledge,
        bytes,
      ]),
    );
    return c.json(await shown(caller, agent, id), 201);
  });

  routes.get('/v1/agents/:id/knowledge/:knowledge', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const { agent, id } = placeOf(c.req.param('id'), c.req.param('knowledge'));
    return c.json(await shown(caller, agent, id));
  });

  routes.patch('/v1/agents/:id/knowledge/:knowledge', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const place = placeOf(c.req.param('id'), c.req.param('knowledge'));
    await changeKnowledge(ctx, caller, place, await readJson(c));
    return c.json(await shown(caller, place.agent, place.id));
  });

  routes.post('/v1/agents/:id/knowledge/:knowledge/refresh', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    const place = placeOf(c.req.param('id'), c.req.param('knowledge'));
    await refreshKnowledge(ctx, caller, place);
    return c.json(await shown(caller, place.agent, place.id), 202);
  });

  routes.delete('/v1/agents/:id/knowledge/:knowledge', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const place = placeOf(c.req.param('id'), c.req.param('knowledge'));
    const before = await shown(caller, place.agent, place.id);
    await removeKnowledge(ctx, caller, place);
    // it may be gone by now
    return c.json({ ...before, state: 'removing', sentence: null }, 202);
  });

  return routes;
}
