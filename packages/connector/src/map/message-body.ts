import type { Message, NameBook } from '@belay/slack/model';
import { render } from '@belay/slack/text/render';
import { digest } from './digest.ts';
import { storable } from './envelope.ts';

/** Renders every mention as its id, so that a rename is no new body. */
const idsAsNames: NameBook = {
  person: (id) => id,
  channel: (id) => id,
  group: (id) => id,
};

/** What a person would read (MAP-7). */
export function readableText(message: Message, names: NameBook): string {
  return storable(render(message, names)).trim();
}

/**
 * The body in Slack's own ids: equal for the same message from any source and under any names.
 * Block ids, unfurls and formatting noise are not part of it (MAP-6).
 */
export function canonicalBody(message: Message): string {
  return JSON.stringify({
    text: readableText(message, idsAsNames),
    files: message.files.map((file) => file.id),
  });
}

/** What the ledger keeps of a body: enough to see that it changed, nothing to read (SYN-16). */
export function bodyDigest(message: Message): string {
  return digest(canonicalBody(message), 16);
}

/** What the ledger keeps of the list of files. */
export function filesDigest(message: Message): string {
  if (message.files.length === 0) return '';
  return digest(JSON.stringify(message.files.map((file) => [file.id, file.mode])), 12);
}

export function hasText(message: Message): boolean {
  return readableText(message, idsAsNames) !== '';
}
