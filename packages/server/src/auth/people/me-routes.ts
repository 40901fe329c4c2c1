import type { Me } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { passCookies } from '../session/pass-cookies.ts';
import { requestHeaders } from '../session/request-headers.ts';
import { membershipsOf } from './memberships-of.ts';

/** `GET /v1/me`: the signed-in person, and what they may where. */
export function meRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/me', async (c) => {
    const { person } = await ctx.sessions.signedIn(c);
    // every page of the dashboard begins here: a session that is used goes on living
    const { headers } = await ctx.signIn.api.getSession({
      headers: requestHeaders(ctx, c),
      returnHeaders: true,
    });
    passCookies(c, headers);
    const { id, name, email } = person;
    const me: Me = {
      user: { id, name, email },
      tenants: await membershipsOf(ctx.pool, id),
      sandbox: ctx.sandbox(),
    };
    return c.json(me);
  });
}
