import type { Context as HonoContext } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';

/** The cookies that better-auth sets, on our answer; nobody may keep such an answer. */
export function passCookies(c: HonoContext<AppEnv>, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
  c.header('Cache-Control', 'no-store');
}
