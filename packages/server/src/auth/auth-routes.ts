import { randomBytes, randomUUID } from 'node:crypto';
import { BelayError } from '@belay/contract/error';
import { scope } from '@belay/contract/experience';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { AppEnv } from '../http/app-env.ts';
import { parseBody } from '../http/parse-body.ts';
import { authorize } from './authorize.ts';
import { covers, operatorCapabilities, ownerCapabilities, scopeCovers } from './capabilities.ts';
import { clientAddress, isLoopback } from './session/client-address.ts';
import { spendSignUp } from './session/sign-in-limits.ts';

const actorPattern = /^(user|agent|service|system):[A-Za-z0-9._@+-]{1,200}$/;
const mintBody = z.strictObject({
  subject: z.string().regex(actorPattern, 'a subject is user:…, agent:…, service:… or system:…'),
  ttl_seconds: z
    .number()
    .int()
    .min(1)
    .max(86_400 * 3650)
    .default(3600),
  scopes: z.array(scope).min(1).max(100).optional(),
  capabilities: z.array(z.string().max(64)).min(1).max(100).optional(),
});
const revokeBody = z.strictObject({
  jti: z.string().max(64),
  reason: z.string().max(500).optional(),
});
const emptyBody = z.strictObject({});

/** The one route without a token. */
export function signupRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/auth/signup', async (c) => {
    await parseBody(c, emptyBody);
    const isHere = isLoopback(ctx, c);
    const allowed = ctx.config.signup === 'open' || (ctx.config.signup === 'loopback' && isHere);
    if (!allowed)
      throw new BelayError(
        'POLICY_DENIED',
        'This server does not take sign-ups from other machines. Ask its admin for a token, or set BELAY_SIGNUP=open there.',
        {
          capability: 'auth.signup',
          decided_by_tier: 'deployment',
          reason: `signup is ${ctx.config.signup}`,
        },
      );
    if (!isHere) await spendSignUp(ctx.pool, clientAddress(ctx, c));
    return c.json(await signUp(ctx), 201);
  });
}

/** A new, empty memory and its owner's token. */
export async function signUp(ctx: Context) {
  const name = `u_${randomBytes(8).toString('hex')}`;
  const org = `org:${name}`;
  const actor = `user:${name}`;
  const tenant = randomUUID();
  await ctx.pool.query('insert into tenant (id, root_scope) values ($1, $2)', [tenant, org]);
  const minted = await ctx.tokens.mint({
    tenant,
    actor,
    // where strangers may sign up, nobody who does sees the figures of the whole server
    capabilities: ctx.config.signup === 'open' ? ownerCapabilities : operatorCapabilities,
    scopes: [org],
    ttlMs: ctx.config.signupTtlMs,
  });
  return {
    token: minted.token,
    jti: minted.jti,
    expires_at: minted.expiresAt.toISOString(),
    user_id: actor,
    actor,
    scope: org,
    tier: 'free',
  };
}

/** Tokens of and for the caller's own tenant (MEM-6). */
export function authRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/auth/whoami', (c) => {
    const caller = c.get('caller');
    return c.json({
      caller: caller.actor,
      tenant_id: caller.tenant,
      deployment_preset: 'self_hosted',
      token: {
        jti: caller.jti,
        iss: ctx.issuer.name,
        exp: new Date(caller.expiresAt).toISOString(),
      },
      scopes: caller.scopes,
      effective_capabilities: caller.capabilities,
    });
  });

  routes.post('/v1/auth/tokens', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'auth.mint');
    // a session ends without leaving a trace that its tokens could fall with
    if (caller.userId !== undefined)
      throw new BelayError(
        'POLICY_DENIED',
        'This call is for tokens. A signed-in person makes one with POST /v1/api-tokens.',
        { decided_by_tier: 'actor', reason: 'a session mints API tokens only' },
      );
    const body = await parseBody(c, mintBody);
    const scopes = body.scopes ?? caller.scopes;
    const capabilities = body.capabilities ?? caller.capabilities;
    // a token never exceeds the one that minted it: in scopes, capabilities or life
    for (const wanted of scopes) authorize(caller, 'auth.mint', wanted);
    for (const wanted of capabilities)
      if (!caller.capabilities.some((granted) => granted === wanted || covers(granted, wanted)))
        authorize(caller, wanted);
    const minted = await ctx.tokens.mint({
      tenant: caller.tenant,
      actor: body.subject,
      capabilities,
      scopes,
      ttlMs: body.ttl_seconds * 1000,
      notAfter: caller.expiresAt,
      parents: [...caller.parents, caller.jti],
      privateChannels: caller.privateChannels,
    });
    await ctx.pool.query(
      `insert into minted_token (jti, tenant, subject, scopes, expires_at) values ($1, $2, $3, $4, $5)`,
      [minted.jti, caller.tenant, body.subject, scopes, minted.expiresAt],
    );
    c.set('capability', 'auth.mint');
    return c.json(
      {
        token: minted.token,
        jti: minted.jti,
        subject: body.subject,
        expires_at: minted.expiresAt.toISOString(),
      },
      201,
    );
  });

  routes.post('/v1/auth/revoke', async (c) => {
    const caller = c.get('caller');
    const { jti, reason } = await parseBody(c, revokeBody);
    let expiresAt = caller.expiresAt;
    if (jti !== caller.jti || caller.userId !== undefined) {
      authorize(caller, 'auth.mint');
      const { rows } = await ctx.pool.query<{ scopes: string[]; expires_at: Date }>(
        'select scopes, expires_at from minted_token where jti = $1 and tenant = $2',
        [jti, caller.tenant],
      );
      const reach = (wanted: string) => caller.scopes.some((outer) => scopeCovers(outer, wanted));
      const minted = rows[0];
      if (!minted?.scopes.every(reach))
        throw new BelayError('NOT_FOUND', 'There is no such token.');
      expiresAt = minted.expires_at.getTime();
    }
    await ctx.tokens.revoke(caller.tenant, jti, expiresAt, reason);
    return c.body(null, 204);
  });

  return routes;
}
