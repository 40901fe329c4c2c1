import { resetLoginBody } from '@belay/contract/people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { checkOrigin } from '../session/check-origin.ts';
import { resetLogin } from './reset-login.ts';

/** `POST /v1/reset-login`: a new password, by the link that `belay reset-login` printed. */
export function resetLoginRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/reset-login', async (c) => {
    checkOrigin(c, ctx.config.publicUrl, 'allow');
    await resetLogin(ctx, await parseBody(c, resetLoginBody));
    return c.body(null, 204);
  });
}
