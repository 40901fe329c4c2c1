import type { Content, Experience } from '@belay/contract/experience';
import { tsToIso } from '@belay/slack/ids/ts';
import type { Message } from '@belay/slack/model';
import type { PreparedWrite } from '../ports.ts';
import { messageActor } from './actor.ts';
import type { Frame } from './frame.ts';
import { versionSuffix } from './key.ts';
import { labels } from './labels.ts';

import { renderScope } from './scope-template.ts';

export interface EnvelopeInput {
  frame: Frame;
  message: Message;
  key: string;
  modality: string;
  content: Content;
  /** undefined: the connector itself is the observer (reactions of many) */
  observedActor?: string | undefined;
  intent?: string;
  /** what it answers, belongs to or follows */
  precededBy?: string | undefined;
  /** the version before: also an antecedent, and a label (MAP-6) */
  supersedes?: string | undefined;
  /** ts of the edit */
  editedTs?: string | undefined;
  fileId?: string;
  redacted?: number;
}

/** One experience in the seed's order of fields, pinned as bytes (KEY-4). */
export function envelope(input: EnvelopeInput): PreparedWrite {
  const { frame, message } = input;
  const antecedents = [input.precededBy, input.supersedes].filter((id) => id !== undefined);
  const experience: Experience = {
    scope: messageScope(frame, message),
    modality: input.modality,
    ...(input.observedActor === undefined ? {} : { observed_actor: input.observedActor }),
    content: input.content,
    context: {
      observed_at: tsToIso(message.ts),
      ...(input.editedTs === undefined ? {} : { source_recorded_at: tsToIso(input.editedTs) }),
      ...(antecedents.length === 0 ? {} : { preceded_by: antecedents }),
      labels: labels(frame, {
        ts: message.ts,
        authorId: message.author.userId ?? message.author.botId,
        threadTs: message.threadTs,
        fileId: input.fileId,
        version: versionSuffix(input.key),
        supersedes: input.supersedes,
        redacted: input.redacted,
      }),
      ...(input.intent === undefined ? {} : { intent: input.intent }),
    },
    idempotency_key: input.key,
  };
  return { key: input.key, body: JSON.stringify(experience) };
}

export function messageScope(frame: Frame, message: Message): string {
  const person = message.author.userId ? frame.person(message.author.userId) : undefined;
  const { actor } = messageActor(message, person, frame.domain);
  return renderScope(frame.template, {
    channel: frame.channel.scopeName,
    author: actor.slice(actor.indexOf(':') + 1),
    workspace: frame.domain,
    thread_ts: message.threadTs ?? message.ts,
  });
}

/** Text that every store can hold: no NUL, no half surrogate. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}
