import { Hono } from 'hono';
import { authorize } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { needStanding } from '../../conversation/state/standing.ts';
import { conversationUuid } from '../../inbox/wanted-id.ts';
import { conversationSlack } from './conversation-slack.ts';

/** A conversation's side in Slack, for the inbox. */
export function slackInboxRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/desk/conversations/:id/slack', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const conversation = conversationUuid(c.req.param('id'));
    const standing = await needStanding(ctx.pool, caller.tenant, conversation);
    return c.json(await conversationSlack(ctx, standing));
  });
}
