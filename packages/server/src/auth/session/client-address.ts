import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';

/** Who is on the other end: the socket's own address, because headers can be forged. */
export function clientAddress(_ctx: Context, c: HonoContext<AppEnv>): string {
  return getConnInfo(c).remote.address ?? 'unknown';
}
