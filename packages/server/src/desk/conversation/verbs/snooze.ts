import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../context.ts';
import type { Operator } from '../desk-actor.ts';
import { auditVerb } from '../state/audit-verb.ts';
import { change } from '../state/change.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { refused } from '../state/refusals.ts';
import { lockStanding } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { wakeUp } from '../state/wake-up.ts';

/** Longer is closing it. */
const longestMs = 90 * 24 * 3_600_000;

/**
 * The owner puts a conversation away until a moment, or wakes it (null). The quiet clock stands
 * meanwhile; the visitor's next word wakes it. Throws CONFLICT for who doesn't have it.
 */
export function snooze(
  ctx: Context,
  operator: Operator,
  conversation: string,
  until: Date | null,
): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    const standing = await lockStanding(tx, operator.tenant, conversation);
    const { person } = operator;
    if (until === null) {
      if (standing.owner === person && standing.snooze_until === null) return;
      if (!(await wakeUp(tx, standing, 'owner = $6', [person])))
        throw refused(standing, person, 'Only its owner can wake it.');
      return;
    }
    const away = until.getTime() - tx.now.getTime();
    if (away <= 0 || away > longestMs)
      throw new BelayError('INVALID_BODY', 'until: a moment within the next 90 days.', {
        field: 'until',
        reason: 'out of range',
      });
    const row = await change(
      tx.db,
      standing,
      `snooze_until = $3, quiet_due = null, quiet_warn_at = null, quiet_warned = false`,
      `state = 'human' and owner = $4`,
      [until, person],
    );
    if (!row) throw refused(standing, person, 'Only a conversation that you have can be put away.');
    await tell(tx, row, { onlyOperators: true });
    await auditVerb(tx, operator, 'snooze', row.id, { until: until.toISOString() });
  });
}
