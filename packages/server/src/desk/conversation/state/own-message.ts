import type { AuthorKind, MessageView } from '@belay/contract/desk/conversation';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';

/** A message that somebody wants to change. */
export interface OwnMessage {
  author: AuthorKind;
  person: string | null;
  author_name: string | null;
  kind: MessageView['kind'];
  text: string;
  taught: boolean;
  deleted_at: Date | null;
}

/** Throws NOT_FOUND for messages of other conversations. */
export async function ownMessage(
  db: pg.PoolClient,
  { tenant, id }: { tenant: string; id: string },
  message: string,
): Promise<OwnMessage> {
  const { rows } = await db.query<OwnMessage>(
    `select author, person, author_name, kind, text, taught, deleted_at from message
     where tenant = $1 and conversation = $2 and id = $3`,
    [tenant, id, message],
  );
  const [found] = rows;
  if (!found) throw noSuchMessage();
  return found;
}

export function noSuchMessage(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such message in this conversation.');
}

/** Why somebody's words aren't theirs to change. */
export function refuseMessage(message: OwnMessage, what: 'change' | 'delete'): BelayError {
  const details = { author: message.author, kind: message.kind };
  if (message.author !== 'operator')
    return new BelayError(
      'CONFLICT',
      `Only what people of the team wrote can be ${what}d.`,
      details,
    );
  if (message.deleted_at !== null)
    return new BelayError('CONFLICT', 'This message was deleted.', details);
  const who = message.author_name ?? 'A colleague';
  return new BelayError(
    'CONFLICT',
    what === 'change'
      ? `${who} wrote this: only they can change it.`
      : `${who} wrote this: only they or an admin can delete it.`,
    details,
  );
}
