import type { Context as HonoContext } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { clientAddress } from './client-address.ts';
import { addressHeader } from './sign-in.ts';

/** What better-auth may see of a request: its cookies, the browser's name and the address we trust. */
export function requestHeaders(ctx: Context, c: HonoContext<AppEnv>): Headers {
  const headers = new Headers({ [addressHeader]: clientAddress(ctx, c) });
  for (const name of ['cookie', 'user-agent']) {
    const value = c.req.header(name);
    if (value !== undefined) headers.set(name, value.slice(0, name === 'cookie' ? 16_384 : 300));
  }
  return headers;
}
