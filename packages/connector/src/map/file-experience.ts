import type { Message } from '@belay/slack/model';
import type { PreparedWrite } from '../ports.ts';
import { messageActor } from './actor.ts';
import { envelope, storable } from './envelope.ts';
import type { Frame } from './frame.ts';

export interface FileWrite {
  key: string;
  fileId: string;
  blobId: string;
  /** what a text file says */
  transcript?: string | undefined;
  /** the message's own event, or for a file that is the message, the parent's (MAP-3, MAP-4) */
  precededBy?: string | undefined;
}

/** A file of a message, by reference to the blob that holds its bytes (MAP-4). */
export function fileExperience(frame: Frame, message: Message, write: FileWrite): PreparedWrite {
  const person = message.author.userId ? frame.person(message.author.userId) : undefined;
  const redacted =
    write.transcript === undefined ? undefined : frame.redact(storable(write.transcript));
  return envelope({
    frame,
    message,
    key: write.key,
    modality: 'conversation',
    observedActor: messageActor(message, person, frame.domain).actor,
    content: {
      kind: 'blob_ref',
      blob_id: write.blobId,
      ...(redacted ? { transcript: redacted.text } : {}),
    },
    intent: 'discussion',
    precededBy: write.precededBy,
    fileId: write.fileId,
    redacted: redacted?.count ?? 0,
  });
}
