import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import { askToLearn } from '../../learn/ask-to-learn.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { noSuchMessage, ownMessage } from '../state/own-message.ts';
import { lockStanding, settingsOf } from '../state/standing.ts';
import { tell } from '../state/tell.ts';

/**
 * Whether a person's answer is remembered for the next visitor (DSK-7): what people said to a
 * visitor, never notes, never the agent's own words. Throws CONFLICT where the agent doesn't learn.
 */
export function teachMessage(
  ctx: Context,
  operator: Operator,
  conversation: string,
  message: string,
  taught: boolean,
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const { db } = tx;
    const { tenant } = operator;
    const standing = await lockStanding(tx, tenant, conversation);
    const before = await ownMessage(db, standing, message);
    if (before.author !== 'operator' || before.kind !== 'text' || before.deleted_at !== null)
      throw new BelayError('CONFLICT', 'Only what a person answered a visitor is remembered.', {
        kind: before.kind,
        author: before.author,
      });
    if (taught && settingsOf(standing).learn === 'off')
      throw new BelayError(
        'CONFLICT',
        `${standing.agent_name} doesn’t learn from answers. An admin can change that in its settings.`,
        { learn: 'off' },
      );
    const { rowCount } = await db.query(
      `update message set taught = $4
       where tenant = $1 and conversation = $2 and id = $3 and taught <> $4 and deleted_at is null`,
      [tenant, conversation, message, taught],
    );
    if (rowCount === 0) {
      if (before.taught === taught) return;
      throw noSuchMessage();
    }
    await askToLearn(db, { tenant, message });
    await tell(tx, standing, { messages: [message], onlyOperators: true });
    await auditVerb(tx, operator, taught ? 'teach' : 'unteach', conversation, {});
  });
}
