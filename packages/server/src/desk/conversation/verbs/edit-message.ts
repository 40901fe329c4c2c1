import type { Context } from '../../../context.ts';
import { askToLearn } from '../../learn/ask-to-learn.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { lastMessage } from '../state/conversation-row.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { ownMessage, refuseMessage } from '../state/own-message.ts';
import { lockStanding } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { emptyText } from './reply.ts';

/**
 * The author changes a reply or a note, in every state; the visitor sees a reply's change. A note
 * stays a note. Throws NOT_FOUND, and CONFLICT for a colleague's words.
 */
export async function editMessage(
  ctx: Context,
  operator: Operator,
  conversation: string,
  message: string,
  text: string,
): Promise<void> {
  if (text.trim() === '') throw emptyText();
  return deskTransaction(ctx, async (tx) => {
    const { db, now } = tx;
    const { tenant, person } = operator;
    const standing = await lockStanding(tx, tenant, conversation);
    const before = await ownMessage(db, standing, message);
    if (before.text === text && before.person === person && before.deleted_at === null) return;
    const { rows } = await db.query<{ kind: string; taught: boolean }>(
      `update message set text = $5, edited_at = $6
       where tenant = $1 and conversation = $2 and id = $3 and author = 'operator' and person = $4
         and kind in ('text', 'note') and deleted_at is null
       returning kind, taught`,
      [tenant, conversation, message, person, text, now],
    );
    const [row] = rows;
    if (!row) throw refuseMessage(before, 'change');
    if (standing.last_message?.id === message)
      await db.query('update conversation set last_message = $3 where tenant = $1 and id = $2', [
        ...[tenant, conversation],
        lastMessage('operator', text, new Date(standing.last_message.at), message),
      ]);
    await tell(tx, standing, { messages: [message], onlyOperators: row.kind === 'note' });
    if (row.taught) await askToLearn(db, { tenant, message });
    await auditVerb(tx, operator, 'edit_message', conversation, { kind: row.kind });
  });
}
