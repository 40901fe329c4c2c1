import { addJob } from '../../../jobs/add-job.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';

/** The agent is asked to answer: a later turn takes the place of one that still waits. */
export function askAgent(
  { db }: DeskTx,
  { tenant, id, turn }: Pick<ConversationRow, 'tenant' | 'id' | 'turn'>,
): Promise<void> {
  return addJob(db, 'turn', { tenant, conversation: id, turn }, { key: `turn:${id}` });
}
