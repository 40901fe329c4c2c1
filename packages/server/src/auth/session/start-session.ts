import type { Context as HonoContext } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { passCookies } from './pass-cookies.ts';
import { requestHeaders } from './request-headers.ts';

/** Signs in with e-mail and password, and gives the browser its cookie. Throws better-auth's APIError. */
export async function startSession(
  ctx: Context,
  c: HonoContext<AppEnv>,
  body: { email: string; password: string; rememberMe?: boolean },
): Promise<{ id: string; name: string; email: string }> {
  const { headers, response } = await ctx.signIn.api.signInEmail({
    body,
    headers: requestHeaders(ctx, c),
    returnHeaders: true,
  });
  passCookies(c, headers);
  const { id, name, email } = response.user;
  return { id, name, email };
}
