import type { Context as HonoContext } from 'hono';
import { deleteCookie } from 'hono/cookie';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** The browser forgets a cookie that no longer opens anything. */
export function endCookie(ctx: Context, c: HonoContext<AppEnv>): void {
  const secure = ctx.config.publicUrl.startsWith('https:');
  deleteCookie(c, ctx.sessions.cookieName, { path: '/', httpOnly: true, sameSite: 'Lax', secure });
}
