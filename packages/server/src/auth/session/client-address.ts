import { isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context as HonoContext } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';

const loopback = /^(127\.|::1$|::ffff:127\.)/;
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

/**
 * Who is on the other end: the socket's own address, because headers can be forged; behind as many
 * proxies as BELAY_PROXIES says, what the outermost of them wrote down.
 */
export function clientAddress(ctx: Pick<Context, 'config'>, c: HonoContext<AppEnv>): string {
  const own = getConnInfo(c).remote.address ?? 'unknown';
  const { proxies } = ctx.config;
  if (proxies === 0) return own;
  const seen = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const address = seen.at(-proxies);
  return address !== undefined && isIP(address) > 0 ? address : own;
}

/** Whether the caller sits at this machine, and not behind a proxy that runs on it. */
export function isLoopback(ctx: Pick<Context, 'config'>, c: HonoContext<AppEnv>): boolean {
  if (ctx.config.proxies === 0 && forwarding.some((name) => c.req.header(name) !== undefined))
    return false;
  return loopback.test(clientAddress(ctx, c));
}
