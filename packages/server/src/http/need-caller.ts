import { BelayError } from '@belay/contract/error';
import { createMiddleware } from 'hono/factory';
import type { Context } from '../context.ts';
import type { AppEnv } from './app-env.ts';
import type { RateLimiter } from './rate-limiter.ts';

const warnBeforeMs = 72 * 3_600_000;

/** Proves who calls: a valid token, and `X-Cortex-Actor` equal to its subject (MEM-6). */
export function needCaller(ctx: Context, limiter: RateLimiter) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const header = c.req.header('authorization');
    const token = header?.match(/^Bearer (\S+)$/i)?.[1];
    if (token === undefined)
      throw new BelayError(
        'MISSING_TOKEN',
        'This call needs "Authorization: Bearer <token>". Run "cortexdb init" to get one.',
      );
    const caller = await ctx.tokens.verify(token);
    if (c.req.header('x-cortex-actor') !== caller.actor)
      throw new BelayError(
        'ACTOR_MISMATCH',
        'X-Cortex-Actor must be the subject of the token. GET /v1/auth/whoami names it when the header is right; "cortexdb auth whoami" sends it for you.',
      );
    c.set('caller', caller);
    limiter.spend(c, caller);
    const left = caller.expiresAt - ctx.now();
    const { outgoing } = c.env;
    outgoing.setHeader('X-Cortex-Token-Expires-In', String(Math.floor(left / 1000)));
    outgoing.setHeader('X-Cortex-Token-Expires-At', new Date(caller.expiresAt).toISOString());
    if (left <= warnBeforeMs)
      outgoing.setHeader(
        'Warning',
        `199 - "the token expires ${new Date(caller.expiresAt).toISOString()}"`,
      );
    await next();
  });
}
