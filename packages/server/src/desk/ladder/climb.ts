import type { DeskTx } from '../conversation/state/desk-transaction.ts';
import type { Standing } from '../conversation/state/standing.ts';

/** In the transaction that makes a conversation wait; `again`: it waits under a new escalation (NTF-6). */
export async function beginLadder(
  _tx: DeskTx,
  _standing: Standing,
  _how: 'escalated' | 'again' = 'escalated',
): Promise<void> {}

/** In the transaction that ends the waiting: nothing more is said about it. */
export async function stopLadder(
  _tx: DeskTx,
  _conversation: { tenant: string; id: string },
  _why: 'claimed' | 'closed' | 'returned',
): Promise<void> {}
