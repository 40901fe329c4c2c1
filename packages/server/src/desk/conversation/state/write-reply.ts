import { addJob } from '../../../jobs/add-job.ts';
import { uuidv7 } from '../../../memory/ids.ts';
import { nameFiles } from '../../files/name-files.ts';
import { askToLearn } from '../../learn/ask-to-learn.ts';
import type { Operator } from '../desk-actor.ts';
import { announceMessage } from './announce-change.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';
import { type Standing, settingsOf } from './standing.ts';
import type { NewMessage } from './write-messages.ts';

export interface OperatorReply {
  text: string;
  /** uuids */
  files?: string[] | undefined;
  /** sent twice is written once */
  clientId: string;
}

/** After this the words are also sent by mail, if the visitor hasn't seen them. */
const mailAfterMs = 2 * 60_000;

/** An operator's words to the visitor as a message; the conversation's row names its id. */
export function replyMessage(
  { ctx }: DeskTx,
  standing: Standing,
  operator: Operator,
  { text, clientId }: OperatorReply,
): NewMessage & { id: string } {
  return {
    id: uuidv7(ctx.now()),
    author: 'operator',
    person: operator,
    text,
    via: operator.via,
    sender: operator.person,
    clientId,
    taught: settingsOf(standing).learn === 'all' && text.trim() !== '',
  };
}

/** What follows an operator's words in their transaction, wherever they were said. */
export async function followReply(
  tx: DeskTx,
  row: ConversationRow,
  standing: Standing,
  operator: Operator,
  message: NewMessage & { id: string },
): Promise<void> {
  await announceMessage(tx, standing, {
    ...message,
    author: 'operator',
    name: operator.name,
  });
  const { tenant, id: conversation } = row;
  await addJob(
    tx.db,
    'mail_unseen',
    { tenant, conversation },
    { key: `mail:${conversation}`, at: new Date(tx.now.getTime() + mailAfterMs) },
  );
  if (message.taught) await askToLearn(tx.db, { tenant, message: message.id });
}

/** The files that a message names, before it is told. */
export function nameReplyFiles(
  { db }: DeskTx,
  row: ConversationRow,
  operator: Operator,
  message: string,
  files: readonly string[] = [],
): Promise<void> {
  const place = { tenant: row.tenant, conversation: row.id, message };
  return nameFiles(db, place, { person: operator.person }, files);
}
