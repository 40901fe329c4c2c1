import { BelayError } from '@belay/contract/error';
import { acceptBody, inviteBody, lookBody } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { authorize } from '../authorize.ts';
import { needPerson } from '../people/need-person.ts';
import { checkOrigin } from '../session/check-origin.ts';
import { startSession } from '../session/start-session.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { findOpenInvitation, previewOf } from './find-open-invitation.ts';
import { invite } from './invite.ts';
import { listInvitations } from './list-invitations.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

/** `/v1/invitations`: of those who manage members. */
export function invitationRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/invitations', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'members.manage');
    return c.json({ items: await listInvitations(ctx.pool, caller.tenant) });
  });

  routes.post('/v1/invitations', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'members.manage');
    needPerson(caller);
    const body = await parseBody(c, inviteBody);
    c.header('Cache-Control', 'no-store');
    return c.json(await invite(ctx, caller, body), 201);
  });

  routes.delete('/v1/invitations/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'members.manage');
    await withdrawInvitation(ctx, caller, c.req.param('id'));
    return c.body(null, 204);
  });

  return routes;
}

/** What the link itself opens, for whoever holds it. */
export function invitedRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/invitations/look', async (c) => {
    const { token } = await parseBody(c, lookBody);
    c.header('Cache-Control', 'no-store');
    return c.json(previewOf(await findOpenInvitation(ctx.pool, token)));
  });

  routes.post('/v1/invitations/accept', async (c) => {
    const { token, name, password } = await parseBody(c, acceptBody);
    if (name !== undefined && password !== undefined) {
      checkOrigin(c, ctx.config.publicUrl, 'allow');
      const { tenant, email } = await acceptInvitation(ctx, token, { name, password });
      await startSession(ctx, c, { email, password });
      return c.json({ tenant }, 201);
    }
    if (name !== undefined || password !== undefined)
      throw new BelayError(
        'INVALID_BODY',
        'A new account needs name and password; whoever is signed in sends neither.',
        { field: name === undefined ? 'name' : 'password', reason: 'missing' },
      );
    const { person } = await ctx.sessions.signedIn(c);
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    const { tenant } = await acceptInvitation(ctx, token, { person });
    return c.json({ tenant }, 201);
  });

  return routes;
}
