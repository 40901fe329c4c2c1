import type { AnnouncementKind } from '@belay/contract/desk/webhook';
import { publicId } from '../../../memory/ids.ts';
import { announce } from '../../announce/announce.ts';
import type { DeskTx } from './desk-transaction.ts';
import type { Standing } from './standing.ts';

type Kind = Extract<AnnouncementKind, `conversation.${string}` | 'message.created'>;

const withContact: ReadonlySet<Kind> = new Set(['conversation.started', 'conversation.escalated']);

/** Tells webhooks and notifications of a conversation, once per `about`, in the verb's transaction. */
export async function announceChange(
  { db, now }: DeskTx,
  standing: Standing,
  kind: Kind,
  about: string,
  data: Record<string, unknown> = {},
): Promise<void> {
  await announce(db, {
    tenant: standing.tenant,
    agent: standing.agent,
    conversation: standing.id,
    kind,
    about,
    at: now,
    data: {
      number: standing.number,
      state: standing.state,
      epoch: standing.epoch,
      visitor: {
        id: publicId('vis', standing.visitor),
        name: standing.visitor_name,
        // where a person is to be reached, and nowhere else
        ...(withContact.has(kind)
          ? { email: standing.visitor_email, email_verified: standing.visitor_email_verified }
          : {}),
      },
      ...data,
    },
  });
}

/** A public word, whoever said it. */
export function announceMessage(
  tx: DeskTx,
  standing: Standing,
  message: { id: string; author: string; name: string | null; text: string },
): Promise<void> {
  return announceChange(tx, standing, 'message.created', message.id, {
    message: {
      id: publicId('msg', message.id),
      author: { kind: message.author, name: message.name },
      text: message.text,
    },
  });
}
