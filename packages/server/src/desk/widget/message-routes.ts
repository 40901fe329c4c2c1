import {
  type VisitorMessageAnswer,
  visitorMessageBody,
  type WidgetTranscript,
} from '@belay/contract/desk/widget';
import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody, parseQuery } from '../../http/parse-body.ts';
import { uuidOf } from '../../memory/ids.ts';
import { visitorMessage } from '../conversation/verbs/visitor-message.ts';
import { widgetConversations } from '../conversation/views/widget-conversations.ts';
import { widgetMessages } from '../conversation/views/widget-messages.ts';
import type { VisitorLimits } from '../visitors/visitor-limits.ts';
import { ownConversation } from './own-conversation.ts';

export const transcriptQuery = z.object({ before: z.coerce.number().int().min(1).optional() });
const pageSize = 50;

/** What a visitor writes and reads. */
export function messageRoutes(ctx: Context, limits: VisitorLimits): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/widget/messages', async (c) => {
    const visitor = c.get('visitor');
    limits.messages.spend(visitor.visitor);
    const body = await parseBody(c, visitorMessageBody);
    if (body.text.trim() === '' && body.file_ids.length === 0)
      throw new BelayError('INVALID_BODY', 'text: there is nothing in this message.', {
        field: 'text',
        reason: 'empty',
      });
    const conversation =
      body.conversation_id === null
        ? null
        : await ownConversation(ctx, visitor, body.conversation_id);
    const { tenant } = visitor;
    const written = await visitorMessage(ctx, visitor, {
      conversation,
      resume: body.resume,
      text: body.text,
      files: body.file_ids.map(fileUuid),
      clientId: body.client_id,
      page: body.page,
      language: body.language,
    });
    const ref = { tenant, conversation: written.conversation };
    const [shown] = await widgetConversations(ctx.pool, tenant, [written.conversation]);
    const [message] = await widgetMessages(ctx, ctx.pool, ref, { ids: [written.message] });
    if (!shown || !message)
      throw new BelayError('NOT_FOUND', 'This conversation was erased a moment ago.');
    const answer: VisitorMessageAnswer = { conversation: shown, message };
    return c.json(answer, written.isReplay ? 200 : 201);
  });

  routes.get('/v1/widget/conversations/:id', async (c) => {
    const visitor = c.get('visitor');
    const { before = null } = parseQuery(c, transcriptQuery);
    const id = await ownConversation(ctx, visitor, c.req.param('id'));
    const { tenant } = visitor;
    const [conversation] = await widgetConversations(ctx.pool, tenant, [id]);
    if (!conversation) throw new BelayError('NOT_FOUND', 'There is no such conversation.');
    const messages = await widgetMessages(
      ctx,
      ctx.pool,
      { tenant, conversation: id },
      { before, limit: pageSize + 1 },
    );
    const transcript: WidgetTranscript = {
      conversation,
      messages: messages.slice(-pageSize),
      has_earlier: messages.length > pageSize,
    };
    return c.json(transcript);
  });

  return routes;
}

function fileUuid(id: string): string {
  const uuid = uuidOf('fil', id);
  if (uuid !== undefined) return uuid;
  throw new BelayError('NOT_FOUND', 'There is no such file. Upload it again.', {
    field: 'file_ids',
  });
}
