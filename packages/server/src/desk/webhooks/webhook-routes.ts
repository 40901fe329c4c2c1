import {
  type CreatedWebhook,
  deliveriesQuery,
  patchWebhookBody,
  webhookBody,
} from '@belay/contract/desk/webhook';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { findWebhook } from './find-webhook.ts';
import { listDeliveries } from './list-deliveries.ts';
import { renewWebhookSecret } from './renew-webhook-secret.ts';
import { replayDelivery } from './replay-delivery.ts';
import { testWebhook } from './test-webhook.ts';
import { updateWebhook } from './update-webhook.ts';
import { noSuchWebhook } from './webhook-row.ts';
import { webhookViews } from './webhook-views.ts';

const emptyBody = z.strictObject({});

/** `/v1/webhooks`: who else hears what happens on the desk. */
export function webhookRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const view = async (caller: Caller, uuid: string) => {
    const [found] = await webhookViews(ctx.pool, caller, uuid);
    if (!found) throw noSuchWebhook();
    return found;
  };
  const created = async (caller: Caller, { id, secret }: { id: string; secret: string }) =>
    ({ ...(await view(caller, id)), secret }) satisfies CreatedWebhook;

  routes.get('/v1/webhooks', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json({ items: await webhookViews(ctx.pool, caller) });
  });
  routes.post('/v1/webhooks', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const made = await createWebhook(ctx, caller, await parseBody(c, webhookBody));
    return c.json(await created(caller, made), 201);
  });
  routes.get('/v1/webhooks/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const { id } = await findWebhook(ctx.pool, caller.tenant, c.req.param('id'));
    return c.json(await view(caller, id));
  });
  routes.patch('/v1/webhooks/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const patch = await parseBody(c, patchWebhookBody);
    const uuid = await updateWebhook(ctx, caller, c.req.param('id'), patch);
    return c.json(await view(caller, uuid));
  });
  routes.delete('/v1/webhooks/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await deleteWebhook(ctx, caller, c.req.param('id'));
    return c.body(null, 204);
  });
  routes.post('/v1/webhooks/:id/secret', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    const renewed = await renewWebhookSecret(ctx, caller, c.req.param('id'));
    return c.json(await created(caller, renewed));
  });
  routes.post('/v1/webhooks/:id/test', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    return c.json(await testWebhook(ctx, caller, c.req.param('id')));
  });
  routes.get('/v1/webhooks/:id/deliveries', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const query = parseQuery(c, deliveriesQuery);
    return c.json(await listDeliveries(ctx.pool, caller.tenant, c.req.param('id'), query));
  });
  routes.post('/v1/webhooks/:id/deliveries/:delivery/replay', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    const { id, delivery } = c.req.param();
    return c.json(await replayDelivery(ctx, caller, id, delivery), 202);
  });
  return routes;
}
