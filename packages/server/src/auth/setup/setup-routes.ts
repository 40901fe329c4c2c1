import { type SetupState, setupBody } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { checkOrigin } from '../session/check-origin.ts';
import { startSession } from '../session/start-session.ts';
import { makeOwner } from './make-owner.ts';
import { needsOwner } from './needs-owner.ts';

/** `/v1/setup`: the one-time link of the first start makes the owner and signs them in. */
export function setupRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get('/v1/setup', async (c) =>
      c.json({ needs_owner: await needsOwner(ctx.pool) } satisfies SetupState),
    )
    .post('/v1/setup', async (c) => {
      checkOrigin(c, ctx.config.publicUrl, 'allow');
      const body = await parseBody(c, setupBody);
      await makeOwner(ctx, body);
      const user = await startSession(ctx, c, { email: body.email, password: body.password });
      return c.json({ user }, 201);
    });
}
