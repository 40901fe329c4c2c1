import { slackLinkBody, slackUnlinkBody } from '@belay/contract/desk/slack-people';
import { Hono } from 'hono';
import { authorize } from '../../../auth/authorize.ts';
import { checkOrigin } from '../../../auth/session/check-origin.ts';
import type { Context } from '../../../context.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { parseBody } from '../../../http/parse-body.ts';
import { confirmLink } from './confirm-link.ts';
import { listSlackPeople } from './list-slack-people.ts';
import { openLink } from './open-link.ts';
import { unlink } from './unlink.ts';

/** `/v1/slack/link`: by the person who is signed in, in whatever organisation they look at. */
export function slackLinkRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/v1/slack/link/look', async (c) => {
    const { person } = await ctx.sessions.signedIn(c);
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    const { token } = await parseBody(c, slackLinkBody);
    const { id, name } = person;
    const link = await openLink(ctx.pool, token, { id, name }, new Date(ctx.now()));
    return c.json(link.preview);
  });
  routes.post('/v1/slack/link', async (c) => {
    const { person } = await ctx.sessions.signedIn(c);
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    const { token } = await parseBody(c, slackLinkBody);
    return c.json(await confirmLink(ctx, token, person));
  });
  return routes;
}

/** `/v1/slack/people`: who is who. */
export function slackPeopleRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/slack/people', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    return c.json({ items: await listSlackPeople(ctx.pool, caller.tenant) });
  });
  routes.get('/v1/slack/people/me', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const of = caller.userId;
    // a program is nobody in Slack
    const items = of === undefined ? [] : await listSlackPeople(ctx.pool, caller.tenant, { of });
    return c.json({ items });
  });
  routes.post('/v1/slack/people/unlink', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const { installation_id: installationId, user_id: userId } = await parseBody(
      c,
      slackUnlinkBody,
    );
    await unlink(ctx, caller, { installationId, userId });
    return c.body(null, 204);
  });
  return routes;
}
