import {
  type ActionView,
  actionBody,
  type CreatedAction,
  patchActionBody,
  runsQuery,
  testActionBody,
} from '@belay/contract/desk/action';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { agentUuid } from '../agents/agent-id.ts';
import { findAgent } from '../agents/find-agent.ts';
import { shownUrl } from '../announce/shown-url.ts';
import { type ActionRow, actionView } from './action-row.ts';
import { createAction } from './create-action.ts';
import { deleteAction } from './delete-action.ts';
import { findAction, listActions } from './find-action.ts';
import { listConversationRuns } from './list-conversation-runs.ts';
import { listRuns } from './list-runs.ts';
import { renewActionSecret } from './renew-action-secret.ts';
import { testAction } from './test-action.ts';
import { updateAction } from './update-action.ts';

const emptyBody = z.strictObject({});
const all = '/v1/agents/:agent/actions';
const one = `${all}/:action` as const;

/** `/v1/agents/{id}/actions`: what an agent may ask of other servers (DSK-5). */
export function actionRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const shown = (caller: Caller, row: ActionRow): ActionView => {
    const view = actionView(row);
    return { ...view, request: { ...view.request, url: shownUrl(caller, view.request.url) } };
  };
  const created = ({ row, secret }: { row: ActionRow; secret: string }) =>
    ({ ...actionView(row), secret }) satisfies CreatedAction;

  routes.get(all, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const { tenant } = caller;
    const agent = await findAgent(ctx.pool, { tenant, agent: agentUuid(c.req.param('agent')) });
    const rows = await listActions(ctx.pool, tenant, agent.id);
    return c.json({ items: rows.map((row) => shown(caller, row)) });
  });
  routes.post(all, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const body = await parseBody(c, actionBody);
    return c.json(created(await createAction(ctx, caller, c.req.param('agent'), body)), 201);
  });
  routes.get(one, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const path = { tenant: caller.tenant, ...c.req.param() };
    return c.json(shown(caller, await findAction(ctx.pool, path)));
  });
  routes.patch(one, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const patch = await parseBody(c, patchActionBody);
    const path = { tenant: caller.tenant, ...c.req.param() };
    return c.json(actionView(await updateAction(ctx, caller, path, patch)));
  });
  routes.delete(one, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await deleteAction(ctx, caller, { tenant: caller.tenant, ...c.req.param() });
    return c.body(null, 204);
  });
  routes.post(`${one}/secret`, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    const path = { tenant: caller.tenant, ...c.req.param() };
    return c.json(created(await renewActionSecret(ctx, caller, path)));
  });
  routes.post(`${one}/test`, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const { parameters } = await parseBody(c, testActionBody);
    const path = { tenant: caller.tenant, ...c.req.param() };
    return c.json(await testAction(ctx, caller, path, parameters));
  });
  routes.get(`${one}/runs`, async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const path = { tenant: caller.tenant, ...c.req.param() };
    return c.json(await listRuns(ctx.pool, path, parseQuery(c, runsQuery)));
  });
  routes.get('/v1/desk/conversations/:id/runs', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const items = await listConversationRuns(ctx.pool, caller.tenant, c.req.param('id'));
    return c.json({ items });
  });
  return routes;
}
