import { leadBody, mailOfferBody } from '@belay/contract/desk/widget';
import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { findAgent } from '../agents/find-agent.ts';
import { widgetConversations } from '../conversation/views/widget-conversations.ts';
import { fileView } from '../files/file-view.ts';
import { storeFile } from '../files/store-file.ts';
import { offerMail } from '../leads/offer-mail.ts';
import { sendForm } from '../leads/send-form.ts';
import type { VisitorLimits } from '../visitors/visitor-limits.ts';
import { ownConversation } from './own-conversation.ts';

/** What a visitor gives beside words: how to reach them, and files. */
export function contactRoutes(ctx: Context, limits: VisitorLimits): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/widget/leads', async (c) => {
    const visitor = c.get('visitor');
    limits.messages.spend(visitor.visitor);
    const { fields, conversation_id } = await parseBody(c, leadBody);
    const conversation =
      conversation_id === null ? null : await ownConversation(ctx, visitor, conversation_id);
    const id = await sendForm(ctx, visitor, conversation, fields);
    return c.json((await widgetConversations(ctx.pool, visitor.tenant, [id]))[0]);
  });

  routes.post('/v1/widget/conversations/:id/mail', async (c) => {
    const visitor = c.get('visitor');
    limits.messages.spend(visitor.visitor);
    const { email } = await parseBody(c, mailOfferBody);
    const id = await ownConversation(ctx, visitor, c.req.param('id'));
    await offerMail(ctx, { tenant: visitor.tenant, conversation: id }, email);
    return c.json((await widgetConversations(ctx.pool, visitor.tenant, [id]))[0]);
  });

  return routes;
}

/** `POST /v1/widget/files?name=`: raw bytes, with a limit of their own. */
export function visitorFileRoutes(ctx: Context, limits: VisitorLimits): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/widget/files', async (c) => {
    const { tenant, visitor, agent } = c.get('visitor');
    limits.uploads.spend(visitor);
    const { settings } = await findAgent(ctx.pool, { tenant, agent });
    if (!settings.files)
      throw new BelayError('POLICY_DENIED', 'No files are taken here. Write what is in it.', {
        decided_by_tier: 'agent',
        reason: 'files',
      });
    const row = await storeFile(ctx, c, tenant, { visitor });
    return c.json(fileView(ctx, row), 201);
  });
}
