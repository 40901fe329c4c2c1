import { channelsBody, checkBody, previewBody } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { identifyToken } from '../installation/check-token.ts';
import { listChannels } from '../installation/list-channels.ts';
import { previewTemplate } from '../installation/preview-template.ts';
import { searchChannels } from '../installation/search-channels.ts';
import { tokenCheck } from '../installation/token-check.ts';
import { tokenOf } from '../installation/token-of.ts';
import { appManifest } from '../manifest/app-manifest.ts';
import { checkConnector } from '../store/check-connector.ts';
import { rootScope } from '../store/root-scope.ts';

export const manifestQuery = z.object({
  mode: z.enum(['http', 'socket']).default('http'),
  /** comma-separated; default all that reading uses */
  scopes: z.string().max(2000).optional(),
  name: z.string().trim().min(1).max(35).default('Belay'),
});

/** What a person needs before there is a connector: token, channels, template, app (MGD-1). */
export function slackRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/connectors/slack/check', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const access = await tokenOf(ctx, caller, await parseBody(c, checkBody));
    const checked = await identifyToken(ctx, access);
    // what the token sees may have changed since somebody chose among its channels
    ctx.channelListings.forget(caller.tenant, access.token);
    return c.json(await tokenCheck(ctx.pool, caller.tenant, checked));
  });

  routes.post('/v1/connectors/:id/check', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    await parseBody(c, z.strictObject({}));
    const checked = await checkConnector(ctx, caller, c.req.param('id'));
    return c.json(await tokenCheck(ctx.pool, caller.tenant, checked));
  });

  routes.post('/v1/connectors/slack/channels', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const body = await parseBody(c, channelsBody);
    const access = await tokenOf(ctx, caller, body);
    return c.json(searchChannels(await listChannels(ctx, caller.tenant, access), body));
  });

  routes.post('/v1/connectors/slack/preview', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'connectors.manage');
    const { scope_template, channels } = await parseBody(c, previewBody);
    return c.json(
      previewTemplate(await rootScope(ctx.pool, caller.tenant), scope_template, channels),
    );
  });

  routes.get('/v1/slack/manifest', (c) => {
    authorize(c.get('caller'), 'connectors.manage');
    const { scopes, ...wish } = parseQuery(c, manifestQuery);
    const wanted = scopes?.split(',').map((scope) => scope.trim());
    const made = appManifest(ctx.config.publicUrl, { ...wish, scopes: wanted });
    if (made.manifest.oauth_config.scopes.bot.length === 0)
      throw new BelayError('INVALID_QUERY', 'None of these scopes is one that reading uses.', {
        field: 'scopes',
        reason: 'no known scope',
      });
    return c.json(made);
  });

  return routes;
}
