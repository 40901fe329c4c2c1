import { ratingBody } from '@belay/contract/desk/conversation';
import { continueBody, seenBody, visitorCloseBody } from '@belay/contract/desk/widget';
import { BelayError } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { uuidOf } from '../../memory/ids.ts';
import { closeConversation } from '../conversation/verbs/close-conversation.ts';
import { continueWithAgent } from '../conversation/verbs/continue-with-agent.ts';
import { escalate } from '../conversation/verbs/escalate.ts';
import { widgetConversations } from '../conversation/views/widget-conversations.ts';
import { rate } from '../ratings/rate.ts';
import type { VisitorCaller } from '../visitors/visitor-caller.ts';
import type { VisitorLimits } from '../visitors/visitor-limits.ts';
import { ownConversation } from './own-conversation.ts';
import { markSeen, tellTyping } from './signs.ts';

const emptyBody = z.strictObject({});

/** What a visitor does with a conversation of theirs, beside writing. */
export function verbRoutes(ctx: Context, limits: VisitorLimits): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const path = '/v1/widget/conversations/:id';

  const shown = async (c: HonoContext<AppEnv>, tenant: string, id: string) => {
    const [conversation] = await widgetConversations(ctx.pool, tenant, [id]);
    if (!conversation) throw new BelayError('NOT_FOUND', 'There is no such conversation.');
    return c.json(conversation);
  };
  /** A verb with its body: counted like a message, and answered with what came of it. */
  const verb = <Body>(
    name: string,
    body: z.ZodType<Body>,
    run: (visitor: VisitorCaller, conversation: string, body: Body) => Promise<unknown>,
  ) =>
    routes.post(`${path}/${name}`, async (c) => {
      const visitor = c.get('visitor');
      limits.messages.spend(visitor.visitor);
      const given = await parseBody(c, body);
      const id = await ownConversation(ctx, visitor, c.req.param('id'));
      await run(visitor, id, given);
      return shown(c, visitor.tenant, id);
    });
  const actor = ({ tenant, visitor }: VisitorCaller) =>
    ({ kind: 'visitor', tenant, visitor }) as const;

  verb('escalate', emptyBody, (visitor, conversation) =>
    escalate(
      ctx,
      { tenant: visitor.tenant, conversation },
      { by: actor(visitor), reason: 'visitor' },
    ),
  );
  verb('continue', continueBody, (visitor, conversation, { escalation_id }) =>
    continueWithAgent(ctx, actor(visitor), conversation, escalationUuid(escalation_id)),
  );
  verb('close', visitorCloseBody, (visitor, conversation, seen) =>
    closeConversation(ctx, actor(visitor), conversation, seen),
  );
  verb('rating', ratingBody, (visitor, conversation, rating) =>
    rate(ctx, visitor, conversation, rating),
  );

  routes.post(`${path}/typing`, async (c) => {
    await parseBody(c, emptyBody);
    const visitor = c.get('visitor');
    await tellTyping(ctx, visitor, await ownConversation(ctx, visitor, c.req.param('id')));
    return c.body(null, 204);
  });
  routes.post(`${path}/seen`, async (c) => {
    const { seq } = await parseBody(c, seenBody);
    const visitor = c.get('visitor');
    await markSeen(ctx, visitor, await ownConversation(ctx, visitor, c.req.param('id')), seq);
    return c.body(null, 204);
  });

  return routes;
}

/** What isn't an id of ours is an escalation that is over, like any other. */
function escalationUuid(id: string): string {
  return uuidOf('esc', id) ?? '00000000-0000-4000-8000-000000000000';
}
