import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import { stopLadder } from '../../ladder/stop-ladder.ts';
import type { Operator } from '../desk-actor.ts';
import { announceChange } from '../state/announce-change.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { change, unowned, withoutEscalation } from '../state/change.ts';
import { lastMessage } from '../state/conversation-row.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { findSent } from '../state/find-sent.ts';
import { holdMembership } from '../state/hold-membership.ts';
import { refused, refusedAsPaused } from '../state/refusals.ts';
import { lockStanding, mayServe, type Standing } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';
import {
  followReply,
  nameReplyFiles,
  type OperatorReply,
  replyMessage,
} from '../state/write-reply.ts';

export interface WrittenReply {
  /** uuid */
  message: string;
  isReplay: boolean;
}

/**
 * The owner's words to the visitor. `leave`: sends as a person and leaves the conversation with the
 * agent. Throws CONFLICT for who doesn't have it, NOT_FOUND for files that aren't theirs.
 */
export async function reply(
  ctx: Context,
  operator: Operator,
  conversation: string,
  { leave = false, ...body }: OperatorReply & { leave?: boolean | undefined },
): Promise<WrittenReply> {
  if (body.text.trim() === '' && (body.files ?? []).length === 0) throw emptyText();
  return deskTransaction(ctx, async (tx) => {
    if (leave) await holdMembership(tx.db, operator);
    const standing = await lockStanding(tx, operator.tenant, conversation);
    return leave
      ? replyAndLeave(tx, standing, operator, body)
      : replyIn(tx, standing, operator, body);
  });
}

export function emptyText(): BelayError {
  return new BelayError('INVALID_BODY', 'text: there is nothing in it.', {
    field: 'text',
    reason: 'empty',
  });
}

/** The owner's words, in a transaction that holds the conversation's lock. */
export async function replyIn(
  tx: DeskTx,
  standing: Standing,
  operator: Operator,
  body: OperatorReply,
): Promise<WrittenReply> {
  const sent = await findSent(tx.db, operator.tenant, operator.person, body.clientId);
  if (sent) return { message: sent.message, isReplay: true };
  const own = replyMessage(tx, standing, operator, body);
  const row = await change(
    tx.db,
    standing,
    `seq = seq + 1, our_seq = seq + 1, we_spoke_at = $3, updated_at = $3, last_message = $4,
     quiet_due = null, quiet_warn_at = null, quiet_warned = false`,
    `state = 'human' and owner = $5`,
    [tx.now, lastMessage('operator', body.text, tx.now, own.id), operator.person],
  );
  if (!row)
    throw refused(
      standing,
      operator.person,
      'Only who has a conversation writes to its visitor; take it over, or add a note.',
    );
  const messages = await writeMessages(tx, row, [own]);
  await nameReplyFiles(tx, row, operator, own.id, body.files);
  const after = await tell(tx, row, { messages });
  await followReply(tx, row, after, operator, own);
  // words typed elsewhere than here: who said what to whom is asked later
  if (operator.via === 'slack') await auditVerb(tx, operator, 'reply', row.id);
  return { message: own.id, isReplay: false };
}

/** Agent, waiting or one's own → agent, with a person's words in between, in one commit. */
async function replyAndLeave(
  tx: DeskTx,
  standing: Standing,
  operator: Operator,
  body: OperatorReply,
): Promise<WrittenReply> {
  const { person, tenant } = operator;
  const sent = await findSent(tx.db, tenant, person, body.clientId);
  if (sent) return { message: sent.message, isReplay: true };
  if (!mayServe(standing)) throw refusedAsPaused(standing, person);
  const own = replyMessage(tx, standing, operator, body);
  const row = await change(
    tx.db,
    standing,
    `state = 'agent', epoch = epoch + 2, turn = turn + 2, ${withoutEscalation}, ${unowned}, last_owner = $5,
     escalation_reasons = '[]', instruction = null, seq = seq + 2, our_seq = seq + 1, we_spoke_at = $3,
     updated_at = $3, last_message = $4, unknown_streak = 0, failure_streak = 0`,
    `(state in ('agent', 'waiting') or (state = 'human' and owner = $5))`,
    [tx.now, lastMessage('operator', body.text, tx.now, own.id), person],
  );
  if (!row) throw refused(standing, person, 'Ask them, or take it from them first.');
  await stopLadder(tx, standing, 'claimed');
  const messages = await writeMessages(tx, row, [own, fixedLine('handed_back')]);
  await nameReplyFiles(tx, row, operator, own.id, body.files);
  const after = await tell(tx, row, {
    messages,
    cancelled: { turn: row.turn - 1, reason: 'taken_over', name: operator.name },
  });
  await announceChange(tx, after, 'conversation.handed_back', `${row.id}:${row.epoch}`);
  await followReply(tx, row, after, operator, own);
  await auditVerb(tx, operator, 'send_and_leave', row.id, { from: standing.state });
  return { message: own.id, isReplay: false };
}
