import type { Message, NameBook } from '../../model.ts';
import { blocks } from '../../text/blocks.ts';
import { mrkdwn } from '../../text/mrkdwn.ts';

const noNames: NameBook = {
  person: () => undefined,
  channel: () => undefined,
  group: () => undefined,
};

/** A message as it can be read: its text and its blocks, which need not agree. Whatever was typed. */
export function readings(message: Pick<Message, 'text' | 'blocks'>): string[] {
  return [message.text, mrkdwn(message.text, noNames), blocks(message.blocks, noNames)];
}

/** Spaces, quotes, brackets, bullets and marks of style; numbers and letters of lists. */
const lead =
  '(?:[\\s>|•◦▪▫■□●○‣⁃∙·*_~`"\'“”„‘’«»‹›「」\\[\\](){}#+=–—―-]|[\\p{L}\\p{N}]{1,4}[.)])*';
const names = [
  ...['note', 'internal', 'private'],
  ...['notiz', 'intern', 'privat'],
  ...['nota', 'interno', 'privado'],
  ...['メモ', '社内', '内部'],
];
/** Anchored at a line's start; each step of `lead` can match in one way only. */
const mark = new RegExp(`^${lead}(?:!|(?:${names.join('|')})[\\s*_~\`]*:)`, 'iu');

/** Ends of lines, also those that only some programs honour. */
const lineEnds = /[\n\v\f\r\u0085\u2028\u2029]/;
/** Neither seen nor a reason to miss a mark. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\0]/gu;

/**
 * Whether any line says that the whole message is for the team: `!` or `！`, or `note:` and the like
 * (TKO-4). Errs on the side of keeping a line internal.
 */
export function isMarkedInternal(message: Pick<Message, 'text' | 'blocks'>): boolean {
  return readings(message).some((reading) => reading.split(lineEnds).some(isMarkedLine));
}

function isMarkedLine(line: string): boolean {
  // full-width signs and letters become the plain ones
  const plain = line.replaceAll('&gt;', '>').replaceAll(invisible, '').normalize('NFKC');
  return mark.test(plain);
}
