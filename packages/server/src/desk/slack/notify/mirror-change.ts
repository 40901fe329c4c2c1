import type { DeskTx } from '../../conversation/state/desk-transaction.ts';
import type { Standing } from '../../conversation/state/standing.ts';

export interface Mirrored {
  /** uuids of messages that were written or changed */
  messages: readonly string[];
  /** uuid of the card on which somebody pressed Take Over */
  card?: string | undefined;
}

/** How a conversation stands now is shown on its cards, in the transaction of the change. */
export async function mirrorChange(
  _tx: DeskTx,
  _standing: Standing,
  _what: Mirrored,
): Promise<void> {}
