import {
  assignBody,
  closeBody,
  editMessageBody,
  escalateBody,
  handBackBody,
  releaseBody,
  reopenBody,
  replyBody,
  snoozeBody,
  stealBody,
  takeOverBody,
  teachBody,
  type VerbAnswer,
} from '@belay/contract/desk/conversation';
import type { Context as HonoContext } from 'hono';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { type Operator, operatorOf } from '../conversation/desk-actor.ts';
import { needStanding } from '../conversation/state/standing.ts';
import { addNote } from '../conversation/verbs/add-note.ts';
import { assign } from '../conversation/verbs/assign.ts';
import { closeConversation } from '../conversation/verbs/close-conversation.ts';
import { deleteMessage } from '../conversation/verbs/delete-message.ts';
import { editMessage } from '../conversation/verbs/edit-message.ts';
import { escalate } from '../conversation/verbs/escalate.ts';
import { handBack } from '../conversation/verbs/hand-back.ts';
import { release } from '../conversation/verbs/release.ts';
import { reopen } from '../conversation/verbs/reopen.ts';
import { reply } from '../conversation/verbs/reply.ts';
import { snooze } from '../conversation/verbs/snooze.ts';
import { steal } from '../conversation/verbs/steal.ts';
import { takeOver } from '../conversation/verbs/take-over.ts';
import { teachMessage } from '../conversation/verbs/teach-message.ts';
import { conversationView } from '../conversation/views/conversation-views.ts';
import { messageViews } from '../conversation/views/message-views.ts';
import {
  claimUuid,
  conversationUuid,
  fileUuids,
  messageUuid,
  personUuid,
  seenOf,
} from './wanted-id.ts';

const path = '/v1/desk/conversations/:id';
const emptyBody = z.strictObject({});

/** What operators do with a conversation: each answers how it stands then, and what was written. */
export function operatorVerbRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  const answer = async (
    c: HonoContext<AppEnv>,
    { tenant }: Operator,
    conversation: string,
    message: string | null,
  ) => {
    const standing = await needStanding(ctx.pool, tenant, conversation);
    const ref = { tenant, conversation };
    const [shown = null] =
      message === null ? [] : await messageViews(ctx, ctx.pool, ref, { ids: [message] });
    const said: VerbAnswer = { conversation: conversationView(standing), message: shown };
    return c.json(said);
  };
  const verb = <Body>(
    name: string,
    schema: z.ZodType<Body>,
    run: (operator: Operator, conversation: string, body: Body) => Promise<string | null>,
  ) =>
    routes.post(`${path}/${name}`, async (c) => {
      const operator = await operatorOf(ctx, c.get('caller'));
      const body = await parseBody(c, schema);
      const conversation = conversationUuid(c.req.param('id') ?? '');
      return answer(c, operator, conversation, await run(operator, conversation, body));
    });
  /** One that writes no words of the operator. */
  const move = <Body>(
    name: string,
    schema: z.ZodType<Body>,
    run: (operator: Operator, conversation: string, body: Body) => Promise<unknown>,
  ) =>
    verb(name, schema, async (operator, conversation, body) => {
      await run(operator, conversation, body);
      return null;
    });

  verb('take-over', takeOverBody, async (operator, conversation, { text, client_id }) => {
    const { message } = await takeOver(ctx, operator, conversation, { text, clientId: client_id });
    return message;
  });
  move('reopen', reopenBody, (operator, conversation) => reopen(ctx, operator, conversation));
  move('steal', stealBody, (operator, conversation, { claim }) =>
    steal(ctx, operator, conversation, claimUuid(claim)),
  );
  verb('messages', replyBody, async (operator, conversation, body) => {
    const words = { text: body.text, files: fileUuids(body.file_ids), clientId: body.client_id };
    const { message } = body.note
      ? await addNote(ctx, operator, conversation, words)
      : await reply(ctx, operator, conversation, { ...words, leave: body.leave });
    return message;
  });
  move('hand-back', handBackBody, (operator, conversation, { instruction, ...seen }) =>
    handBack(ctx, operator, conversation, { instruction, ...seenOf(seen) }),
  );
  move('release', releaseBody, (operator, conversation, seen) =>
    release(ctx, operator, conversation, seenOf(seen)),
  );
  move('close', closeBody, (operator, conversation, seen) =>
    closeConversation(ctx, operator, conversation, seenOf(seen)),
  );
  move('assign', assignBody, (operator, conversation, { person_id, ...seen }) =>
    assign(ctx, operator, conversation, {
      person: person_id === null ? null : personUuid(person_id),
      ...seenOf(seen),
    }),
  );
  move('snooze', snoozeBody, (operator, conversation, { until }) =>
    snooze(ctx, operator, conversation, until === null ? null : new Date(until)),
  );
  move('escalate', escalateBody, (operator, conversation, { detail }) =>
    escalate(
      ctx,
      { tenant: operator.tenant, conversation },
      { by: operator, reason: 'api', detail },
    ),
  );

  /** A verb about one message. */
  const about = <Body>(
    method: 'patch' | 'delete' | 'post',
    suffix: string,
    schema: z.ZodType<Body>,
    run: (operator: Operator, conversation: string, message: string, body: Body) => Promise<void>,
  ) =>
    routes[method](`${path}/messages/:message${suffix}`, async (c) => {
      const operator = await operatorOf(ctx, c.get('caller'));
      const body = await parseBody(c, schema);
      const conversation = conversationUuid(c.req.param('id') ?? '');
      const message = messageUuid(c.req.param('message') ?? '');
      await run(operator, conversation, message, body);
      return answer(c, operator, conversation, message);
    });

  about('patch', '', editMessageBody, (operator, conversation, message, { text }) =>
    editMessage(ctx, operator, conversation, message, text),
  );
  about('delete', '', emptyBody, (operator, conversation, message) =>
    deleteMessage(ctx, operator, conversation, message),
  );
  about('post', '/teach', teachBody, (operator, conversation, message, { taught }) =>
    teachMessage(ctx, operator, conversation, message, taught),
  );

  return routes;
}
