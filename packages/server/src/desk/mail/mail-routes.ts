import { testMailBody } from '@belay/contract/desk/mail';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { mailState } from './mail-state.ts';
import { testMail } from './test-mail.ts';

/** `/v1/mail`: whether visitors who left are written to. */
export function mailRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/mail', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json(await mailState(ctx, caller.tenant));
  });
  routes.post('/v1/mail/test', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const { to } = await parseBody(c, testMailBody);
    return c.json(await testMail(ctx, caller, to));
  });
  return routes;
}
