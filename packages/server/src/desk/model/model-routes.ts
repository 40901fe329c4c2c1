import { isIP } from 'node:net';
import { type ModelView, modelBody } from '@belay/contract/desk/model';
import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { addressKind } from '../../outbound/address-kind.ts';
import { checkUrl } from '../../outbound/check-url.ts';
import { OutboundError } from '../../outbound/outbound-error.ts';
import { modelEndpoint, storedEndpoint } from './model-endpoint.ts';
import { removeEndpoint, storeEndpoint } from './store-endpoint.ts';
import { testEndpoint } from './test-endpoint.ts';
import { tokensUsed } from './token-use.ts';

/** `/v1/model`: which model answers for agents that ask one. Its key is never shown. */
export function modelRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/model', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    return c.json(await modelView(ctx, caller.tenant));
  });

  routes.put('/v1/model', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const body = await parseBody(c, modelBody);
    refuseAddress(body.url);
    await storeEndpoint(ctx, caller, body);
    return c.json(await modelView(ctx, caller.tenant));
  });

  routes.delete('/v1/model', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await removeEndpoint(ctx, caller);
    return c.json(await modelView(ctx, caller.tenant));
  });

  routes.post('/v1/model/test', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const { tenant } = caller;
    const endpoint = await modelEndpoint(ctx, tenant);
    if (!endpoint)
      throw new BelayError('NOT_CONFIGURED', 'No model is set. Enter its address and name first.');
    return c.json(await testEndpoint(ctx, tenant, endpoint));
  });

  return routes;
}

/** Refused when it is entered, in words; resolved and checked again with each request. */
function refuseAddress(url: string): void {
  try {
    const { hostname } = checkUrl(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && addressKind(host) === 'never')
      throw new BelayError(
        'INVALID_BODY',
        'That address is no place for a model. Enter another one.',
        {
          field: 'url',
          reason: 'address',
        },
      );
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw new BelayError('INVALID_BODY', error.message, { field: 'url', reason: error.reason });
  }
}

async function modelView(ctx: Context, tenant: string): Promise<ModelView> {
  const stored = await storedEndpoint(ctx, tenant);
  const { model } = ctx.config;
  const used_today = await tokensUsed(ctx.pool, tenant, ctx.now());
  const daily = stored?.daily_tokens ?? null;
  const daily_tokens = daily === null ? null : Number(daily);
  const spent =
    daily_tokens !== null && used_today >= daily_tokens
      ? 'Today’s tokens are spent: agents quote what they find until midnight (UTC).'
      : null;
  return {
    configured: stored !== undefined || model !== undefined,
    url: stored?.url ?? null,
    model: stored?.model ?? model?.model ?? null,
    has_key: stored ? stored.key !== null : model?.key !== undefined,
    ...{ daily_tokens, used_today },
    trouble: stored?.trouble ?? spent,
  };
}
