import type { Context } from '../../../context.ts';
import { change } from '../state/change.ts';
import { type DeskTx, deskTransaction } from '../state/desk-transaction.ts';
import { findSent } from '../state/find-sent.ts';
import { lockStanding } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { writeMessages } from '../state/write-messages.ts';
import type { TurnRef } from '../turn-ref.ts';

/** Keeps what the agent was about to say; operators see it, visitors never. Once per turn. */
export function keepDraft(ctx: Context, ref: TurnRef, text: string): Promise<void> {
  return deskTransaction(ctx, async (tx) => {
    await lockStanding(tx, ref.tenant, ref.conversation);
    await keepDraftIn(tx, ref, text);
  });
}

/** The same in a transaction that holds the conversation's lock. */
export async function keepDraftIn(tx: DeskTx, ref: TurnRef, text: string): Promise<void> {
  const { tenant, conversation: id, turn } = ref;
  if (text.trim() === '') return;
  const clientId = `draft:${turn}`;
  if (await findSent(tx.db, tenant, id, clientId)) return;
  const row = await change(tx.db, { tenant, id }, 'seq = seq + 1', 'true', []);
  if (!row) return;
  const messages = await writeMessages(tx, row, [
    { author: 'agent', kind: 'draft', text, via: 'agent', sender: id, clientId, turn },
  ]);
  await tell(tx, row, { messages, onlyOperators: true });
}
