import { type Me, meBody } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { recordPersonAudit } from '../audit/record-person-audit.ts';
import { checkOrigin } from '../session/check-origin.ts';
import { passCookies } from '../session/pass-cookies.ts';
import { requestHeaders } from '../session/request-headers.ts';
import { membershipsOf } from './memberships-of.ts';

/** `/v1/me`: the signed-in person, and what they may where. */
export function meRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/me', async (c) => {
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
  routes.patch('/v1/me', async (c) => {
    const { id: session, person } = await ctx.sessions.signedIn(c);
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    const { name } = await parseBody(c, meBody);
    await inTransaction(ctx.pool, async (client) => {
      await client.query('update person set name = $2, updated_at = now() where id = $1', [
        person.id,
        name,
      ]);
      await recordPersonAudit(client, ctx.now(), person.id, {
        endpoint: 'people.rename',
        jti: `session:${session}`,
        details: { name },
      });
    });
    const user: Me['user'] = { id: person.id, name, email: person.email };
    return c.json(user);
  });

  return routes;
}
