import type { Citation } from '@belay/contract/desk/conversation';
import type { Context } from '../../../context.ts';
import { uuidv7 } from '../../../memory/ids.ts';
import { announceMessage } from '../state/announce-change.ts';
import { change } from '../state/change.ts';
import { lastMessage } from '../state/conversation-row.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { lockStanding, mayServe, type Standing, settingsOf } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { writeMessages } from '../state/write-messages.ts';
import type { TurnRef } from '../turn-ref.ts';
import { escalateIn } from './escalate.ts';
import { giveUpTurn } from './fail-turn.ts';
import { keepDraftIn } from './keep-draft.ts';

export interface AgentReply {
  text: string;
  citations: Citation[];
  /** false: nothing was found; counts towards the rule `no_knowledge`, which may escalate here */
  grounded: boolean;
}

/**
 * The agent's one answer to a turn, if the conversation is still its own and still on that turn;
 * else it is kept as a draft. A turn that was answered before says `sent` and writes nothing.
 */
export function agentReply(
  ctx: Context,
  ref: TurnRef,
  reply: AgentReply,
): Promise<'sent' | 'suppressed'> {
  return deskTransaction(ctx, async (tx) => {
    const { db, now } = tx;
    const standing = await lockStanding(tx, ref.tenant, ref.conversation);
    const id = uuidv7(ctx.now());
    const row = await change(
      db,
      standing,
      `seq = seq + 1, our_seq = seq + 1, we_spoke_at = $3, updated_at = $3, answered_turn = $4,
       last_message = $5, failure_streak = 0,
       unknown_streak = case when $6::boolean then 0 else unknown_streak + 1 end`,
      `state = 'agent' and turn = $4 and answered_turn < $4 and (is_test or exists (
         select from agent a where a.tenant = conversation.tenant and a.id = conversation.agent
           and a.is_public and not a.is_paused))`,
      [now, ref.turn, lastMessage('agent', reply.text, now, id), reply.grounded],
    );
    if (!row) return suppress(tx, standing, ref, reply.text);
    const messages = await writeMessages(tx, row, [
      { id, author: 'agent', text: reply.text, citations: reply.citations, via: 'agent' },
    ]);
    const after = await tell(tx, row, {
      messages,
      cancelled: { turn: ref.turn, reason: 'done' },
    });
    await announceMessage(tx, after, {
      id,
      author: 'agent',
      name: after.agent_name,
      text: reply.text,
    });
    await escalateByRule(tx, after);
    return 'sent';
  });
}

/** So many answers in a row found nothing: a person is asked without being called for (DSK-4). */
async function escalateByRule(tx: DeskTx, standing: Standing): Promise<void> {
  if (standing.unknown_streak === 0) return;
  const rule = settingsOf(standing).rules.find(({ on }) => on === 'no_knowledge');
  if (rule?.on !== 'no_knowledge' || standing.unknown_streak < rule.times) return;
  const by = { kind: 'rule', tenant: standing.tenant } as const;
  await escalateIn(tx, standing, { by, reason: 'rule', detail: 'no_knowledge' }, standing.turn);
}

async function suppress(
  tx: DeskTx,
  standing: Standing,
  ref: TurnRef,
  text: string,
): Promise<'sent' | 'suppressed'> {
  if (await wasAnswered(tx, ref)) return 'sent';
  await keepDraftIn(tx, ref, text);
  // paused between the question and its answer: the visitor is told
  if (!mayServe(standing)) await giveUpTurn(tx, standing, ref.turn, 'paused');
  return 'suppressed';
}

/** By an earlier attempt at the same turn, whose end was cut off. */
async function wasAnswered(
  { db }: DeskTx,
  { tenant, conversation, turn }: TurnRef,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from message where tenant = $1 and conversation = $2 and turn = $3
       and author = 'agent' and kind = 'text' limit 1`,
    [tenant, conversation, turn],
  );
  return rowCount !== 0;
}
