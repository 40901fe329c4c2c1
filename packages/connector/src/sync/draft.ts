import type { Message } from '@belay/slack/model';
import { fileExperience } from '../map/file-experience.ts';
import { type Frame, messageId } from '../map/frame.ts';
import { baseKey, fileKey, versionKey } from '../map/key.ts';
import { bodyDigest, canonicalBody, hasText } from '../map/message-body.ts';
import { messageExperience } from '../map/message-experience.ts';
import {
  canonicalReactions,
  isTruncated,
  reactionsDigest,
  reactionsExperience,
  sameReactions,
} from '../map/reactions-experience.ts';
import type { Judgement } from '../observe/judge-observation.ts';
import type { MessageRecord, Part, PreparedWrite } from '../ports.ts';

/** A file whose bytes lie in the memory already. */
export interface ReadyFile {
  fileId: string;
  blobId: string;
  transcript?: string | undefined;
}

/** A message on its way: the record as it will be, and what the sighting speaks for. */
export interface Draft {
  frame: Frame;
  message: Message;
  record: MessageRecord;
  speaksFor: Judgement['speaksFor'];
  /** the reactions come from a read that asked for all of them */
  fullReactions: boolean;
  /** a second read has shown it */
  isConfirmed: boolean;
  file?: ReadyFile;
  /** parts that the memory refused in this pass */
  refused: Set<string>;
}

export type WriteKind = 'messages' | 'replies' | 'files' | 'reactions' | 'versions';

/** One write of a draft, ready to be pinned. */
export interface DraftWrite {
  draft: Draft;
  part: Part;
  write: PreparedWrite;
  kind: WriteKind;
  /** the version before, to be forgotten when edits replace (MAP-6) */
  replaces?: string;
}

export function partOf(record: MessageRecord, name: string): Part | undefined {
  return record.parts.find(({ part }) => part === name);
}

/** The event that stands for the message as a whole: what holds its bare key (KEY-2). */
export function messageEvent(record: MessageRecord): string | undefined {
  return record.bareKey === undefined ? undefined : partOf(record, record.bareKey)?.eventId;
}

/** The text of a draft, if it has to be written: its first version or a new one. */
export function textWrite(draft: Draft, parentEventId: string | undefined): DraftWrite | undefined {
  const { frame, message, record } = draft;
  const known = partOf(record, 'text');
  if (!draft.speaksFor.body || draft.refused.has('text')) return undefined;
  if (!known && !hasText(message)) return undefined;
  const digest = bodyDigest(message);
  if (known?.digest === digest) return undefined;
  const id = messageId(frame, record.ts);
  const before = known?.key ?? (record.bareKey === 'text' ? undefined : baseKey(id));
  const key =
    before === undefined ? baseKey(id) : versionKey(id, 'm', before, canonicalBody(message));
  return {
    draft,
    part: nextVersion(known, { part: 'text', key, digest }),
    write: messageExperience(frame, message, { key, parentEventId, supersedes: known?.eventId }),
    kind: known ? 'versions' : parentEventId || isReply(message) ? 'replies' : 'messages',
    ...(known?.eventId === undefined ? {} : { replaces: known.eventId }),
  };
}

/** The reactions of a draft, if they changed. `owed`: only a full read can tell (MAP-5). */
export function reactionsWrite(draft: Draft): DraftWrite | 'owed' | undefined {
  const { frame, message, record } = draft;
  if (!draft.speaksFor.reactions || draft.refused.has('reactions')) return undefined;
  const known = partOf(record, 'reactions');
  const digest = reactionsDigest(message.reactions);
  if (!known && digest === '') return undefined;
  if (known && known.digest !== gone && sameReactions(known.digest, digest)) return undefined;
  if (isTruncated(message.reactions) && !draft.fullReactions) return 'owed';
  const id = messageId(frame, record.ts);
  const key = versionKey(id, 'r', known?.key ?? baseKey(id), canonicalReactions(message.reactions));
  return {
    draft,
    part: nextVersion(known, { part: 'reactions', key, digest }),
    write: reactionsExperience(frame, message, {
      key,
      messageEventId: messageEvent(record),
      supersedes: known?.eventId,
    }),
    kind: known ? 'versions' : 'reactions',
    ...(known?.eventId === undefined ? {} : { replaces: known.eventId }),
  };
}

/** A file whose bytes are there; its key was reserved when it was first seen. */
export function fileWrite(draft: Draft, parentEventId: string | undefined): DraftWrite | undefined {
  const { frame, message, record, file } = draft;
  if (!file) return undefined;
  const name = `file:${file.fileId}`;
  const known = partOf(record, name);
  if (!known || known.key === '' || known.eventId !== undefined || draft.refused.has(name))
    return undefined;
  const isMessage = record.bareKey === name;
  // the memory has forgotten this key, and Slack has restored the message: a later version
  const key = known.digest === gone ? laterFileKey(draft, file.fileId, known.key) : known.key;
  return {
    draft,
    part: { ...known, key, digest: file.blobId.slice(-16) },
    write: fileExperience(frame, message, {
      key,
      fileId: file.fileId,
      blobId: file.blobId,
      transcript: file.transcript,
      precededBy: isMessage ? parentEventId : messageEvent(record),
    }),
    kind: 'files',
  };
}

/** The key under which a file of this message will stand. */
export function reserveFileKey(draft: Draft, fileId: string): string {
  const id = messageId(draft.frame, draft.record.ts);
  return draft.record.bareKey === `file:${fileId}` ? baseKey(id) : fileKey(id, fileId);
}

/** The key of a file that was forgotten under `before` and is there again (KEY-1). */
export function laterFileKey(draft: Draft, fileId: string, before: string): string {
  return versionKey(messageId(draft.frame, draft.record.ts), 'f', before, fileId);
}

export function isReply(message: Message): boolean {
  return message.threadTs !== undefined && message.threadTs !== message.ts;
}

/** The digest of a part whose content was forgotten or is not ours: equal to no value. */
export const gone = '-';

function nextVersion(known: Part | undefined, next: Part): Part {
  const earlier = [...(known?.earlier ?? []), ...(known?.eventId ? [known.eventId] : [])];
  return earlier.length === 0 ? next : { ...next, earlier };
}
