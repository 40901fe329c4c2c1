import { BelayError } from '@belay/contract/error';
import { changePasswordBody, signInBody } from '@belay/contract/people';
import { isAPIError } from 'better-auth/api';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { checkOrigin } from './check-origin.ts';
import { clientAddress } from './client-address.ts';
import { passCookies } from './pass-cookies.ts';
import { requestHeaders } from './request-headers.ts';
import { forgiveAttempts, spendAttempt } from './spend-attempt.ts';
import { startSession } from './start-session.ts';

const quarter = 900;
/** Enough for whoever mistypes; nothing for whoever guesses. */
const perEmail = { what: 'sign-in e-mail', max: 10, windowS: quarter };
/** A whole office may sit behind one address. */
const perAddress = { what: 'sign-in address', max: 100, windowS: quarter };

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
    await spendAttempt(ctx.pool, { ...perAddress, of: clientAddress(ctx, c) });
    await spendAttempt(ctx.pool, { ...perEmail, of: body.email });
    try {
      const user = await startSession(ctx, c, body);
      await forgiveAttempts(ctx.pool, perEmail.what, body.email);
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
    const { person } = await ctx.sessions.signedIn(c);
    const body = await parseBody(c, changePasswordBody);
    await spendAttempt(ctx.pool, { ...perEmail, what: 'change password', of: person.id });
    try {
      const { headers } = await ctx.signIn.api.changePassword({
        body,
        headers: requestHeaders(ctx, c),
        returnHeaders: true,
      });
      await ctx.sessions.changed();
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
