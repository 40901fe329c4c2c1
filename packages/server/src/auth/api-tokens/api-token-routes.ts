import { apiTokenBody } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { authorize } from '../authorize.ts';
import { needPerson } from '../people/need-person.ts';
import { listApiTokens } from './list-api-tokens.ts';
import { makeApiToken } from './make-api-token.ts';
import { revokeApiToken } from './revoke-api-token.ts';

/** `/v1/api-tokens`: tokens for programs, made by people. */
export function apiTokenRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/api-tokens', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'auth.mint');
    // a token of one team may not learn what the others have
    if (caller.userId === undefined) authorize(caller, 'members.manage');
    return c.json({ items: await listApiTokens(ctx.pool, caller.tenant) });
  });

  routes.post('/v1/api-tokens', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'auth.mint');
    needPerson(caller);
    const body = await parseBody(c, apiTokenBody);
    c.header('Cache-Control', 'no-store');
    return c.json(await makeApiToken(ctx, caller, body), 201);
  });

  routes.delete('/v1/api-tokens/:jti', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'auth.mint');
    needPerson(caller);
    await revokeApiToken(ctx, caller, c.req.param('jti'));
    return c.body(null, 204);
  });

  return routes;
}
