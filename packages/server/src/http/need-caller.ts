import { BelayError } from '@belay/contract/error';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import type { Caller } from '../auth/authorize.ts';
import { checkOrigin } from '../auth/session/check-origin.ts';
import type { Context } from '../context.ts';
import type { AppEnv } from './app-env.ts';
import type { RateLimiter } from './rate-limiter.ts';

const warnBeforeMs = 72 * 3_600_000;
const tenantId = z.guid();

/**
 * Proves who calls: a valid token, and `X-Cortex-Actor` equal to its subject (MEM-6); or else the
 * dashboard's session cookie, and in `X-Belay-Tenant` one of that person's organisations.
 */
export function needCaller(ctx: Context, limiter: RateLimiter) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined && c.req.header('cookie') !== undefined) {
      const caller = await ofSession(ctx, c);
      c.set('caller', caller);
      limiter.spend(c, caller);
      return next();
    }
    const caller = await ofToken(ctx, header, c.req.header('x-cortex-actor'));
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

async function ofToken(
  ctx: Context,
  header: string | undefined,
  actor: string | undefined,
): Promise<Caller> {
  const token = header?.match(/^Bearer (\S+)$/i)?.[1];
  if (token === undefined)
    throw new BelayError(
      'MISSING_TOKEN',
      'This call needs "Authorization: Bearer <token>", or a signed-in person. Run "cortexdb init" to get a token, or sign in at /app/.',
    );
  const caller = await ctx.tokens.verify(token);
  if (actor !== caller.actor)
    throw new BelayError(
      'ACTOR_MISMATCH',
      'X-Cortex-Actor must be the subject of the token. GET /v1/auth/whoami names it when the header is right; "cortexdb auth whoami" sends it for you.',
    );
  return caller;
}

async function ofSession(
  ctx: Context,
  c: Parameters<Context['sessions']['caller']>[0],
): Promise<Caller> {
  const tenant = tenantId.safeParse(c.req.header('x-belay-tenant'));
  // who isn't signed in hears that first
  if (!tenant.success) {
    await ctx.sessions.signedIn(c);
    throw new BelayError(
      'INVALID_QUERY',
      'X-Belay-Tenant must name one of your organisations. GET /v1/me lists them.',
      { field: 'X-Belay-Tenant', reason: 'missing or not an id' },
    );
  }
  // ids are compared as text elsewhere: one way of writing them
  const caller = await ctx.sessions.caller(c, tenant.data.toLowerCase());
  checkOrigin(c, ctx.config.publicUrl, 'refuse');
  return caller;
}
