import type { Message } from '@belay/slack/model';
import type { PreparedWrite } from '../ports.ts';
import { messageActor } from './actor.ts';
import { envelope } from './envelope.ts';
import type { Frame } from './frame.ts';
import { readableText } from './message-body.ts';

export interface MessageWrite {
  key: string;
  /** the parent's event, on replies (MAP-3) */
  parentEventId?: string | undefined;
  /** the version before this one (MAP-6) */
  supersedes?: string | undefined;
}

/** A message as the seed writes it: its fields and no others (MAP-1). */
export function messageExperience(
  frame: Frame,
  message: Message,
  write: MessageWrite,
): PreparedWrite {
  const person = message.author.userId ? frame.person(message.author.userId) : undefined;
  const { actor, role } = messageActor(message, person, frame.domain);
  const { text, count } = frame.redact(readableText(message, frame.names));
  return envelope({
    frame,
    message,
    key: write.key,
    modality: 'conversation',
    observedActor: actor,
    content: { kind: 'message', role, text },
    intent: 'discussion',
    precededBy: write.parentEventId,
    supersedes: write.supersedes,
    editedTs: write.supersedes === undefined ? undefined : message.edited?.ts,
    redacted: count,
  });
}
