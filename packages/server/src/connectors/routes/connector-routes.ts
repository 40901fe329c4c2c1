import {
  backfillBody,
  createConnectorBody,
  credentialsBody,
  patchConnectorBody,
} from '@belay/contract/connector';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { connectorViews } from '../status/connector-view.ts';
import { backfillAgain } from '../store/backfill-again.ts';
import { createConnector } from '../store/create-connector.ts';
import { deleteConnector } from '../store/delete-connector.ts';
import { findConnector } from '../store/find-connector.ts';
import { listConnectors } from '../store/list-connectors.ts';
import { pauseConnector } from '../store/pause-connector.ts';
import { resumeConnector } from '../store/resume-connector.ts';
import { rotateCredentials } from '../store/rotate-credentials.ts';
import { updateConnector } from '../store/update-connector.ts';

const emptyBody = z.strictObject({});
export const deleteQuery = z.object({ data: z.enum(['keep', 'forget']).default('keep') });

/** `/v1/connectors`: made, seen, paused, resumed, deleted (MGD-3). */
export function connectorRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const shown = async (caller: Caller, id: string) =>
    (await connectorViews(ctx, caller, [await findConnector(ctx.pool, caller, id)]))[0];

  routes.get('/v1/connectors', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.read');
    return c.json({
      items: await connectorViews(ctx, caller, await listConnectors(ctx.pool, caller)),
    });
  });

  routes.post('/v1/connectors', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const body = await parseBody(c, createConnectorBody);
    const id = await createConnector(ctx, caller, body);
    return c.json(await shown(caller, id), 201);
  });

  routes.get('/v1/connectors/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.read');
    return c.json(await shown(caller, c.req.param('id')));
  });

  routes.patch('/v1/connectors/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const body = await parseBody(c, patchConnectorBody);
    await updateConnector(ctx, caller, c.req.param('id'), body);
    return c.json(await shown(caller, c.req.param('id')));
  });

  routes.put('/v1/connectors/:id/credentials', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const body = await parseBody(c, credentialsBody);
    await rotateCredentials(ctx, caller, c.req.param('id'), body);
    return c.json(await shown(caller, c.req.param('id')));
  });

  routes.post('/v1/connectors/:id/backfill', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const { backfill_days } = await parseBody(c, backfillBody);
    await backfillAgain(ctx, caller, c.req.param('id'), backfill_days);
    return c.json(await shown(caller, c.req.param('id')));
  });

  routes.delete('/v1/connectors/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const { data } = parseQuery(c, deleteQuery);
    await deleteConnector(ctx, caller, c.req.param('id'), data);
    return c.json(await shown(caller, c.req.param('id')), 202);
  });

  const verbs = { pause: pauseConnector, resume: resumeConnector };
  for (const [verb, run] of Object.entries(verbs))
    routes.post(`/v1/connectors/:id/${verb}`, async (c) => {
      const caller = c.get('caller');
      authorize(caller, 'connectors.manage');
      await parseBody(c, emptyBody);
      await run(ctx, caller, c.req.param('id'));
      return c.json(await shown(caller, c.req.param('id')));
    });

  return routes;
}
