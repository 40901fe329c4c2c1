import type { Context } from '../../../context.ts';
import { askToLearn } from '../../learn/ask-to-learn.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { lastMessage } from '../state/conversation-row.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { ownMessage, refuseMessage } from '../state/own-message.ts';
import { lockStanding } from '../state/standing.ts';
import { tell } from '../state/tell.ts';

/**
 * The author, or an admin, takes back a reply or a note, in every state: its words and files are
 * gone, for the visitor and for the memory. Deleted already: nothing.
 */
export function deleteMessage(
  ctx: Context,
  operator: Operator,
  conversation: string,
  message: string,
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const { db, now } = tx;
    const { tenant, person, isAdmin } = operator;
    const standing = await lockStanding(tx, tenant, conversation);
    const before = await ownMessage(db, standing, message);
    if (before.deleted_at !== null) return;
    const { rows } = await db.query<{ kind: string }>(
      `update message set text = '', citations = '[]', taught = false, deleted_at = $6
       where tenant = $1 and conversation = $2 and id = $3 and author = 'operator'
         and (person = $4 or $5::boolean) and kind in ('text', 'note') and deleted_at is null
       returning kind`,
      [tenant, conversation, message, person, isAdmin, now],
    );
    const [row] = rows;
    if (!row) throw refuseMessage(before, 'delete');
    // unnamed files are swept with their bytes
    await db.query(
      'update desk_file set message = null, conversation = null where tenant = $1 and message = $2',
      [tenant, message],
    );
    if (standing.last_message?.id === message)
      await db.query('update conversation set last_message = $3 where tenant = $1 and id = $2', [
        ...[tenant, conversation],
        lastMessage('operator', '', new Date(standing.last_message.at), message),
      ]);
    await tell(tx, standing, { messages: [message], onlyOperators: row.kind === 'note' });
    await askToLearn(db, { tenant, message });
    await auditVerb(tx, operator, 'delete_message', conversation, { kind: row.kind });
  });
}
