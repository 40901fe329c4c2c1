import type { Message, Reaction } from '@belay/slack/model';
import type { PreparedWrite } from '../ports.ts';
import { personActor } from './actor.ts';
import { digest } from './digest.ts';
import { envelope } from './envelope.ts';
import type { Frame } from './frame.ts';

/** Same reactions, same string: in Slack's own ids, sorted. */
export function canonicalReactions(reactions: readonly Reaction[]): string {
  return JSON.stringify(
    sorted(reactions).map(({ emoji, count, users }) => [emoji, count, users.toSorted()]),
  );
}

/**
 * `<exact>.<counts>`; without the exact half when Slack cut a user list short, because then only
 * the counts can be compared (MAP-5). Empty when nobody reacted.
 */
export function reactionsDigest(reactions: readonly Reaction[]): string {
  const counted = sorted(reactions);
  if (counted.length === 0) return '';
  const counts = JSON.stringify(counted.map(({ emoji, count }) => [emoji, count]));
  const exact = isTruncated(counted) ? '' : digest(canonicalReactions(counted), 12);
  return `${exact}.${digest(counts, 12)}`;
}

export function sameReactions(a: string, b: string): boolean {
  if (!a.startsWith('.') && !b.startsWith('.')) return a === b;
  return a.slice(a.indexOf('.')) === b.slice(b.indexOf('.'));
}

export function isTruncated(reactions: readonly Reaction[]): boolean {
  return reactions.some(({ count, users }) => users.length < count);
}

export interface ReactionsWrite {
  key: string;
  messageEventId?: string | undefined;
  supersedes?: string | undefined;
}

/** All reactions of a message as one piece of feedback; none left is an empty one (MAP-5). */
export function reactionsExperience(
  frame: Frame,
  message: Message,
  write: ReactionsWrite,
): PreparedWrite {
  let redacted = 0;
  const reactions = sorted(message.reactions).map(({ emoji, count, users }) => {
    // anyone may name an emoji as they like
    const name = frame.redact(emoji);
    redacted += name.count;
    return {
      emoji: name.text,
      count,
      actors: users.toSorted().map((id) => personActor(id, frame.person(id), frame.domain)),
    };
  });
  return envelope({
    frame,
    message,
    key: write.key,
    modality: 'feedback',
    content: {
      kind: 'json',
      data: { reactions, complete: !isTruncated(message.reactions) },
    },
    precededBy: write.messageEventId,
    supersedes: write.supersedes,
    redacted,
  });
}

function sorted(reactions: readonly Reaction[]): Reaction[] {
  return reactions
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => (a.emoji < b.emoji ? -1 : a.emoji > b.emoji ? 1 : 0));
}
