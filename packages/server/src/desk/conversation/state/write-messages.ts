import type {
  AuthorKind,
  Citation,
  LineCode,
  MessageView,
} from '@belay/contract/desk/conversation';
import { uuidv7 } from '../../../memory/ids.ts';
import type { ConversationRow } from './conversation-row.ts';
import type { DeskTx } from './desk-transaction.ts';
import { lineText } from './line-text.ts';

export interface NewMessage {
  /** known before, where the conversation's row names it */
  id?: string;
  author: AuthorKind;
  /** who of us, with their name as it is now */
  person?: { person: string; name: string };
  kind?: MessageView['kind'];
  text: string;
  line?: { code: LineCode; params: Record<string, string> };
  citations?: Citation[];
  via: MessageView['via'];
  /** sent twice by the same sender is written once */
  sender?: string;
  clientId?: string;
  taught?: boolean;
  /** the turn it belongs to, where that isn't the row's */
  turn?: number;
}

const statement = `
insert into message (tenant, id, conversation, seq, cycle, turn, author, person, author_name, kind, text,
                     line, citations, via, sender, client_id, taught, created_at)
select $1, m.id, $2, m.seq, $3, m.turn, m.author, m.person, m.author_name, m.kind, m.text,
       m.line, m.citations, m.via, m.sender, m.client_id, m.taught, $4
from jsonb_to_recordset($5) as m (
  id uuid, seq integer, turn integer, author text, person uuid, author_name text, kind text, text text,
  line jsonb, citations jsonb, via text, sender uuid, client_id text, taught boolean)`;

/**
 * Writes messages under the numbers that the row's update has just taken (`seq = seq + n`): the last
 * n of it. Returns their uuids in order.
 */
export async function writeMessages(
  { db, ctx, now }: DeskTx,
  row: ConversationRow,
  messages: readonly NewMessage[],
): Promise<string[]> {
  const first = row.seq - messages.length + 1;
  const rows = messages.map((message, index) => ({
    id: message.id ?? uuidv7(ctx.now()),
    seq: first + index,
    turn: message.turn ?? row.turn,
    author: message.author,
    person: message.person?.person ?? null,
    author_name: message.person?.name ?? null,
    kind: message.kind ?? 'text',
    text: message.text,
    line: message.line ?? null,
    citations: message.citations ?? [],
    via: message.via,
    sender: message.sender ?? null,
    client_id: message.clientId ?? null,
    taught: message.taught ?? false,
  }));
  await db.query({
    name: 'desk-write-messages',
    text: statement,
    values: [row.tenant, row.id, row.cycle, now, JSON.stringify(rows)],
  });
  return rows.map(({ id }) => id);
}

/** A fixed sentence, said by nobody; `person` is whom it tells of. */
export function fixedLine(
  code: LineCode,
  params: Record<string, string> = {},
  person?: NewMessage['person'],
): NewMessage {
  return {
    author: 'system',
    kind: 'line',
    text: lineText(code, params),
    line: { code, params },
    via: 'agent',
    ...(person ? { person } : {}),
  };
}
