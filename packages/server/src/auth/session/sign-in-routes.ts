import { BelayError } from '@belay/contract/error';
import { changePasswordBody, signInBody } from '@belay/contract/people';
import { isAPIError } from 'better-auth/api';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { recordPersonAudit } from '../audit/record-person-audit.ts';
import { checkOrigin } from './check-origin.ts';
import { clientAddress } from './client-address.ts';
import { passCookies } from './pass-cookies.ts';
import { requestHeaders } from './request-headers.ts';
import { forgiveSignIn, spendPasswordChange, spendSignIn } from './sign-in-limits.ts';
import { startSession } from './start-session.ts';

/** `/api/auth/*`: what of better-auth we serve, at its own paths. Everything else there is 404. */
export function signInRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.use('/api/auth/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    checkOrigin(c, ctx.config.publicUrl, 'allow');
    await next();
  });

  routes.post('/api/auth/sign-in/email', async (c) => {
    const body = await parseBody(c, signInBody);
    await spendSignIn(ctx.pool, body.email, clientAddress(ctx, c));
    try {
      const user = await startSession(ctx, c, body);
      await forgiveSignIn(ctx.pool, body.email);
      return c.json({ user });
    } catch (cause) {
      if (!isAPIError(cause)) throw cause;
      throw new BelayError(
        'INVALID_CREDENTIALS',
        'E-mail and password do not match. Whoever runs this server can make a link for a new password: belay reset-login <e-mail>.',
        {},
        { cause },
      );
    }
  });

  routes.post('/api/auth/sign-out', async (c) => {
    const { headers } = await ctx.signIn.api.signOut({
      headers: requestHeaders(ctx, c),
      returnHeaders: true,
    });
    await ctx.sessions.changed();
    passCookies(c, headers);
    return c.json({ success: true });
  });

  routes.get('/api/auth/get-session', async (c) => {
    const { headers, response } = await ctx.signIn.api.getSession({
      headers: requestHeaders(ctx, c),
      returnHeaders: true,
    });
    passCookies(c, headers);
    if (!response) return c.json(null);
    const { user, session } = response;
    return c.json({
      user: { id: user.id, name: user.name, email: user.email },
      session: { id: session.id, expiresAt: session.expiresAt },
    });
  });

  routes.post('/api/auth/change-password', async (c) => {
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    const { id, person } = await ctx.sessions.signedIn(c);
    const body = await parseBody(c, changePasswordBody);
    await spendPasswordChange(ctx.pool, person.id);
    try {
      const { headers } = await ctx.signIn.api.changePassword({
        body,
        headers: requestHeaders(ctx, c),
        returnHeaders: true,
      });
      await ctx.sessions.changed();
      await recordPersonAudit(ctx.pool, ctx.now(), person.id, {
        endpoint: 'people.change-password',
        jti: `session:${id}`,
      });
      passCookies(c, headers);
      return c.json({ success: true });
    } catch (cause) {
      if (!isAPIError(cause)) throw cause;
      throw new BelayError(
        'INVALID_CREDENTIALS',
        'The current password is not right. Nothing was changed.',
        {},
        { cause },
      );
    }
  });

  return routes;
}
