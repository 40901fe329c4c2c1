import { experience } from '@belay/contract/experience';
import type { Message } from '@belay/slack/model';
import type { Frame } from '../map/frame.ts';
import { bodyDigest } from '../map/message-body.ts';
import { messageExperience } from '../map/message-experience.ts';
import { reactionsDigest, reactionsExperience } from '../map/reactions-experience.ts';
import { contentDigest } from '../map/stored-event.ts';
import type { MessageRecord, PreparedWrite } from '../ports.ts';

/**
 * Parts that a rebuilt ledger knows from the memory alone: where Slack still says the same, they
 * are taken as they are; where it does not, the next write is a version (SYN-14).
 */
export function adoptStored(frame: Frame, message: Message, record: MessageRecord): void {
  record.parts = record.parts.map((part) => {
    if (!part.digest.startsWith('?')) return part;
    const write = { key: part.key };
    if (part.part === 'text' && part.digest === sameAs(messageExperience(frame, message, write)))
      return { ...part, digest: bodyDigest(message) };
    if (
      part.part === 'reactions' &&
      part.digest === sameAs(reactionsExperience(frame, message, write))
    )
      return { ...part, digest: reactionsDigest(message.reactions) };
    return part;
  });
}

function sameAs({ body }: PreparedWrite): string {
  return contentDigest(experience.parse(JSON.parse(body)).content);
}
