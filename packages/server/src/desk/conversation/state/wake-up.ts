import { change } from './change.ts';
import { type ConversationRow, isUnanswered } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';
import { type Standing, settingsOf } from './standing.ts';
import { tell } from './tell.ts';
import { quietClock } from './working-clock.ts';

/**
 * Ends a snooze, if `guard` holds ($6 and up are its values): the quiet clock runs anew where the
 * visitor waits for an answer, or the owner never gave one. In a transaction that holds the lock.
 */
export async function wakeUp(
  tx: DeskTx,
  standing: Standing,
  guard: string,
  values: unknown[],
): Promise<ConversationRow | undefined> {
  const { we_spoke_at: spokeAt, claimed_at: claimedAt } = standing;
  const isWaitedFor =
    isUnanswered(standing) || (claimedAt !== null && (spokeAt === null || spokeAt < claimedAt));
  const quiet = isWaitedFor
    ? quietClock(settingsOf(standing), tx.now)
    : { due: null, warnAt: null };
  const row = await change(
    tx.db,
    standing,
    `snooze_until = null, quiet_due = $3, quiet_warn_at = $4, quiet_warned = false, updated_at = $5`,
    `state = 'human' and snooze_until is not null and ${guard}`,
    [quiet.due, quiet.warnAt, tx.now, ...values],
  );
  if (row) await tell(tx, row, { onlyOperators: true });
  return row;
}
