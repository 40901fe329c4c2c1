import type { VerbAnswer } from '@belay/contract/desk/conversation';
import { heldChoiceBody } from '@belay/contract/desk/slack-conversation';
import { BelayError } from '@belay/contract/error';
import { heldSentence } from '@belay/slack/cards/held-prompt';
import { Hono } from 'hono';
import { authorize } from '../../../../auth/authorize.ts';
import type { Context } from '../../../../context.ts';
import type { AppEnv } from '../../../../http/app-env.ts';
import { parseBody } from '../../../../http/parse-body.ts';
import { uuidOf } from '../../../../memory/ids.ts';
import { operatorOf } from '../../../conversation/desk-actor.ts';
import { needStanding } from '../../../conversation/state/standing.ts';
import { conversationView } from '../../../conversation/views/conversation-views.ts';
import { messageViews } from '../../../conversation/views/message-views.ts';
import { conversationUuid } from '../../../inbox/wanted-id.ts';
import { heldLines } from '../../inbox/held-lines.ts';
import { lineOf } from '../line/find-line.ts';
import { answerHeld, type HeldAnswer } from './answer-held.ts';

const path = '/v1/desk/conversations/:id/held';

/** Lines typed in Slack that wait for their author's word, as they wait there (TKO-4). */
export function heldRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get(path, async (c) => {
      const caller = c.get('caller');
      authorize(caller, 'desk.read');
      const id = conversationUuid(c.req.param('id'));
      const standing = await needStanding(ctx.pool, caller.tenant, id);
      return c.json({ items: await heldLines(ctx.pool, standing, new Date(ctx.now())) });
    })
    .post(`${path}/:held`, async (c) => {
      const operator = await operatorOf(ctx, c.get('caller'));
      const { choice } = await parseBody(c, heldChoiceBody);
      const { tenant } = operator;
      const conversation = conversationUuid(c.req.param('id'));
      const line = uuidOf('hld', c.req.param('held'));
      const row = line === undefined ? undefined : await lineOf(ctx.pool, tenant, line);
      if (row?.conversation !== conversation)
        throw new BelayError('NOT_FOUND', 'No such line waits here.');
      const message = messageAfter(await answerHeld(ctx, operator, row, choice));
      const standing = await needStanding(ctx.pool, tenant, conversation);
      const ref = { tenant, conversation };
      const [shown = null] =
        message === null ? [] : await messageViews(ctx, ctx.pool, ref, { ids: [message] });
      return c.json({
        conversation: conversationView(standing),
        message: shown,
      } satisfies VerbAnswer);
    });
}

/** uuid of what the visitor got; null: it stays internal. Throws CONFLICT in words. */
function messageAfter(answer: HeldAnswer): string | null {
  switch (answer.kind) {
    case 'sent':
      return answer.message;
    case 'kept':
      return null;
    case 'settled':
      throw new BelayError('CONFLICT', 'This line was settled before, in Slack or here.');
    case 'aside': {
      const { row, judged } = answer;
      const reason = row.reason ?? 'other_owner';
      throw new BelayError('CONFLICT', heldSentence('en', reason, judged.standing.owner_name), {
        reason,
        choices: row.choices,
      });
    }
  }
}
