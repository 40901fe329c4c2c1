import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';
import { change } from '../state/change.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { findSent } from '../state/find-sent.ts';
import { lockStanding, noSuchConversation } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { writeMessages } from '../state/write-messages.ts';
import { nameReplyFiles, type OperatorReply } from '../state/write-reply.ts';
import { emptyText, type WrittenReply } from './reply.ts';

/** A word that only the team sees, in every state. */
export async function addNote(
  ctx: Context,
  operator: Operator,
  conversation: string,
  note: OperatorReply,
): Promise<WrittenReply> {
  if (note.text.trim() === '' && (note.files ?? []).length === 0) throw emptyText();
  return deskTransaction(ctx, async (tx) => {
    const { tenant, person } = operator;
    const standing = await lockStanding(tx, tenant, conversation);
    const sent = await findSent(tx.db, tenant, person, note.clientId);
    if (sent) return { message: sent.message, isReplay: true };
    const row = await change(tx.db, standing, 'seq = seq + 1', 'true', []);
    if (!row) throw noSuchConversation();
    const messages = await writeMessages(tx, row, [
      {
        author: 'operator',
        kind: 'note',
        person: operator,
        text: note.text,
        via: operator.via,
        sender: person,
        clientId: note.clientId,
      },
    ]);
    const [message = ''] = messages;
    await nameReplyFiles(tx, row, operator, message, note.files);
    await tell(tx, row, { messages, onlyOperators: true });
    return { message, isReplay: false };
  });
}
