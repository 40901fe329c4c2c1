import {
  type AgentEmbed,
  type AgentScope,
  agentScopesBody,
  createAgentBody,
  patchAgentBody,
} from '@belay/contract/desk/agent';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import { rootScope } from '../../connectors/store/root-scope.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { agentEmbed } from './agent-embed.ts';
import { agentUuid } from './agent-id.ts';
import { agentViews } from './agent-views.ts';
import { makeIdentitySecret, removeIdentitySecret } from './change-identity-secret.ts';
import { choosableScopes } from './choosable-scopes.ts';
import { chooseScopes } from './choose-scopes.ts';
import { createAgent } from './create-agent.ts';
import { deleteAgent } from './delete-agent.ts';
import { findAgent } from './find-agent.ts';
import { noSuchAgent } from './no-such-agent.ts';
import { updateAgent } from './update-agent.ts';

const emptyBody = z.strictObject({});

/** `/v1/agents`: made, seen, changed, deleted, embedded; and which memory they read (DSK-1). */
export function agentRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const shown = async ({ tenant }: Caller, agent: string) => {
    const [view] = await agentViews(ctx, tenant, agent);
    if (!view) throw noSuchAgent();
    return view;
  };
  const scopesOf = async (caller: Caller, agent: string) => {
    await findAgent(ctx.pool, { tenant: caller.tenant, agent });
    const root = await rootScope(ctx.pool, caller.tenant);
    const rows = await choosableScopes(ctx.pool, caller, { agent, rootScope: root });
    return rows.map(
      (row): AgentScope => ({
        scope: row.scope,
        label: row.label,
        is_private: row.isPrivate,
        chosen: row.chosen,
        confirmed: row.confirmed,
        experiences: row.experiences,
        newest_at: row.newestAt?.toISOString() ?? null,
      }),
    );
  };

  routes.get('/v1/agents', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json({ items: await agentViews(ctx, caller.tenant) });
  });

  routes.post('/v1/agents', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await createAgent(ctx, caller, await parseBody(c, createAgentBody));
    return c.json(await shown(caller, agent), 201);
  });

  routes.get('/v1/agents/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json(await shown(caller, agentUuid(c.req.param('id'))));
  });

  routes.patch('/v1/agents/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = agentUuid(c.req.param('id'));
    await updateAgent(ctx, caller, agent, await parseBody(c, patchAgentBody));
    return c.json(await shown(caller, agent));
  });

  routes.delete('/v1/agents/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await deleteAgent(ctx, caller, agentUuid(c.req.param('id')));
    return c.body(null, 204);
  });

  routes.get('/v1/agents/:id/embed', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const agent = agentUuid(c.req.param('id'));
    const embed: AgentEmbed = agentEmbed(
      ctx.config,
      await findAgent(ctx.pool, { tenant: caller.tenant, agent }),
    );
    return c.json(embed);
  });

  routes.post('/v1/agents/:id/identity-secret', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    return c.json(await makeIdentitySecret(ctx, caller, agentUuid(c.req.param('id'))), 201);
  });

  routes.delete('/v1/agents/:id/identity-secret', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await removeIdentitySecret(ctx, caller, agentUuid(c.req.param('id')));
    return c.body(null, 204);
  });

  routes.get('/v1/agents/:id/scopes', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json({ items: await scopesOf(caller, agentUuid(c.req.param('id'))) });
  });

  routes.put('/v1/agents/:id/scopes', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = agentUuid(c.req.param('id'));
    const { scopes } = await parseBody(c, agentScopesBody);
    await chooseScopes(ctx, caller, agent, scopes);
    return c.json({ items: await scopesOf(caller, agent) });
  });

  return routes;
}
