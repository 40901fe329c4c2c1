import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { ownedBy, ownedValues, staleOrTheirs } from '../state/owned.ts';
import { refused } from '../state/refusals.ts';
import { requeue } from '../state/requeue.ts';
import { lockStanding } from '../state/standing.ts';
import type { Seen } from './close-conversation.ts';

/** Human → waiting: somebody else may take it. By the owner or an admin. */
export function release(
  ctx: Context,
  operator: Operator,
  conversation: string,
  seen: Seen = {},
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, operator.tenant, conversation);
    const row = await requeue(tx, standing, 'released', ownedBy(6), ownedValues(operator, seen));
    if (!row) throw refused(standing, operator.person, staleOrTheirs(standing, seen, 'release it'));
    await auditVerb(tx, operator, 'release', row.id, { owner: standing.owner });
  });
}
