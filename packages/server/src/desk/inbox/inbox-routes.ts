import {
  type ConversationDetail,
  conversationsQuery,
  type MessagesPage,
} from '@belay/contract/desk/conversation';
import { seenBody } from '@belay/contract/desk/widget';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { operatorOf, personBehind } from '../conversation/desk-actor.ts';
import { needStanding } from '../conversation/state/standing.ts';
import { conversationView } from '../conversation/views/conversation-views.ts';
import { messageViews } from '../conversation/views/message-views.ts';
import { listConversations } from './list-conversations.ts';
import { listPeople } from './list-people.ts';
import { markSeenByOperator, tellOperatorTyping } from './operator-signs.ts';
import { queueCounts } from './queue-counts.ts';
import { conversationUuid } from './wanted-id.ts';

const emptyBody = z.strictObject({});
export const messagesQuery = z.object({ before: z.coerce.number().int().min(1).optional() });

const newest = 200;
const earlier = 100;

/** `/v1/desk/conversations`: what the team sees (DSK-6). */
export function inboxRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const mayRead = (caller: Caller) => {
    authorize(caller, 'desk.read');
    return caller;
  };
  const lookOf = async (caller: Caller) => ({
    tenant: caller.tenant,
    person: (await personBehind(ctx.pool, caller))?.person ?? null,
  });
  /** A page of messages, and whether there are more before it. */
  const pageOf = async (
    ref: { tenant: string; conversation: string },
    before: number | null,
    most: number,
  ) => {
    const messages = await messageViews(ctx, ctx.pool, ref, { before, limit: most + 1 });
    return { items: messages.slice(-most), has_earlier: messages.length > most };
  };

  routes.get('/v1/desk/conversations', async (c) => {
    const caller = mayRead(c.get('caller'));
    const query = parseQuery(c, conversationsQuery);
    return c.json(await listConversations(ctx.pool, await lookOf(caller), query));
  });

  routes.get('/v1/desk/counts', async (c) => {
    const { tenant, person } = await lookOf(mayRead(c.get('caller')));
    return c.json(await queueCounts(ctx.pool, tenant, person));
  });

  routes.get('/v1/desk/people', async (c) => {
    const { tenant } = mayRead(c.get('caller'));
    return c.json({ items: await listPeople(ctx.pool, tenant) });
  });

  routes.get('/v1/desk/conversations/:id', async (c) => {
    const { tenant } = mayRead(c.get('caller'));
    const conversation = conversationUuid(c.req.param('id'));
    const standing = await needStanding(ctx.pool, tenant, conversation);
    const { items, has_earlier } = await pageOf({ tenant, conversation }, null, newest);
    const detail: ConversationDetail = {
      conversation: conversationView(standing),
      messages: items,
      has_earlier,
    };
    return c.json(detail);
  });

  routes.get('/v1/desk/conversations/:id/messages', async (c) => {
    const { tenant } = mayRead(c.get('caller'));
    const conversation = conversationUuid(c.req.param('id'));
    const { before } = parseQuery(c, messagesQuery);
    await needStanding(ctx.pool, tenant, conversation);
    const page: MessagesPage = await pageOf({ tenant, conversation }, before ?? null, earlier);
    return c.json(page);
  });

  routes.post('/v1/desk/conversations/:id/seen', async (c) => {
    const operator = await operatorOf(ctx, c.get('caller'));
    const { seq } = await parseBody(c, seenBody);
    await markSeenByOperator(ctx, operator, conversationUuid(c.req.param('id')), seq);
    return c.body(null, 204);
  });

  routes.post('/v1/desk/conversations/:id/typing', async (c) => {
    const operator = await operatorOf(ctx, c.get('caller'));
    await parseBody(c, emptyBody);
    await tellOperatorTyping(ctx, operator, conversationUuid(c.req.param('id')));
    return c.body(null, 204);
  });

  return routes;
}
