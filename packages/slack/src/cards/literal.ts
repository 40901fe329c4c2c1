import type { Leaf } from './block.ts';

/** Control and format characters: bidi overrides and the like. What joins letters and emoji stays. */
const unseen = /(?!\n|\t|\u200c|\u200d|[\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]/gu;

/** A stranger's text without what nobody sees, at most so many UTF-16 units, whole characters. */
export function visible(text: string, most: number): string {
  const clean = text
    .toWellFormed()
    .replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll(unseen, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return cut(clean, most);
}

/** The same on one line. */
export function oneLine(text: string, most: number): string {
  return cut(visible(text, Number.POSITIVE_INFINITY).replaceAll(/\s+/g, ' '), most);
}

/** Cut between characters as people see them, with a mark that something is missing. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // the last unit goes to the mark; the character that it would cut through goes with it
  const { index = 0 } = characters.segment(text.slice(0, most + 64)).containing(most - 1) ?? {};
  return `${text.slice(0, index).trimEnd()}…`;
}

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A stranger's text as a leaf of `rich_text`. Chosen over mrkdwn and plain_text because Slack reads
 * nothing into it: no escapes, mentions, emphasis, links or emoji; what was typed is what stands
 * there. Only the `text` beside the blocks needs escaping (`fallback`).
 */
export function literal(text: string, most = 300): Leaf {
  return { type: 'text', text: visible(text, most) || '–' };
}

export function bold(text: string): Leaf {
  return { type: 'text', text, style: { bold: true } };
}

export function words(text: string): Leaf {
  return { type: 'text', text };
}

/** A moment, in the reader's own zone. Its fallback is UTC. */
export function moment(at: number): Leaf {
  const whole = new Date(at).toISOString();
  return {
    type: 'date',
    timestamp: Math.floor(at / 1000),
    format: '{date_short_pretty} {time}',
    fallback: `${whole.slice(0, 16).replace('T', ' ')} UTC`,
  };
}

/**
 * A stranger's text inside mrkdwn: escaped, and broken by zero-width spaces where Slack or a
 * notification would make a mention, a link or an address of it.
 */
export function fallback(text: string, most = 150): string {
  return oneLine(text, most)
    .replaceAll(/@/g, '@\u200b')
    .replaceAll(/:(?=\/\/)/g, ':\u200b')
    .replaceAll(/\.(?=\p{L})/gu, '.\u200b')
    .replaceAll(/(?<=\b(?:mailto|tel|slack)):/gi, ':\u200b')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
