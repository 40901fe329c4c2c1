import { randomUUID } from 'node:crypto';
import { beginLadder } from '../../ladder/begin-ladder.ts';
import { change, nextEpoch, withoutOwner } from './change.ts';
import type { ConversationRow, ReasonRow } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';
import { firstName } from './first-name.ts';
import { type Standing, settingsOf } from './standing.ts';
import { tell } from './tell.ts';
import { hoursParams } from './working-clock.ts';
import { fixedLine, writeMessages } from './write-messages.ts';

/**
 * Human → waiting under a new escalation, if `guard` holds ($6 and up are its values). It is no
 * second event: nothing is announced, the visitor is told. In a transaction that holds the lock.
 */
export async function requeue(
  tx: DeskTx,
  standing: Standing,
  why: 'released' | 'quiet' | 'left',
  guard: string,
  values: unknown[],
): Promise<ConversationRow | undefined> {
  const reason: ReasonRow = { reason: 'returned', detail: why, at: tx.now.toISOString() };
  const row = await change(
    tx.db,
    standing,
    `state = 'waiting', ${nextEpoch}, ${withoutOwner}, assignee = null, escalation = $3,
     escalated_at = $4, updated_at = $4, escalation_reasons = escalation_reasons || $5::jsonb, seq = seq + 1`,
    `state = 'human' and ${guard}`,
    [randomUUID(), tx.now, JSON.stringify([reason]), ...values],
  );
  if (!row) return undefined;
  const { open, params } = hoursParams(settingsOf(standing), tx.now);
  const messages = await writeMessages(tx, row, [
    fixedLine('waiting_again', {
      name: firstName(standing.owner_name ?? ''),
      ...(open ? {} : { closed: 'true', ...params }),
    }),
  ]);
  await beginLadder(tx, await tell(tx, row, { messages }), 'again');
  return row;
}
