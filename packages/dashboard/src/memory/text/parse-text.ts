import { type Inline, parseInline } from './parse-inline.ts';

/** A block of a message: what a person set apart by its form. */
export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; items: { depth: number; marker: string; inline: Inline[] }[] }
  | { kind: 'code'; text: string };

const fence = /^(`{3,})[^`]*$/;
const listItem = /^(\s*)([-*•◦▪]|\d{1,9}[.)])\s+(\S.*)$/;
/** Quotes in quotes in quotes: deeper ones read as text. */
const deepest = 4;

/**
 * The text of an experience as blocks. Nothing in it is ever markup: what no rule reads stays the
 * characters that it was, so a page can show any text safely. Pure, linear, never throws.
 */
export function parseText(text: string, depth = 0): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const opened = fence.exec(line)?.[1];
    if (opened !== undefined) {
      const end = lines.findIndex((one, index) => index > at && isClosing(one, opened));
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') });
      at = last + 1;
    } else if (depth < deepest && /^>/.test(line)) {
      const quoted = run(lines, at, (one) => one.startsWith('>'));
      blocks.push({
        kind: 'quote',
        blocks: parseText(quoted.map((one) => one.replace(/^> ?/, '')).join('\n'), depth + 1),
      });
      at += quoted.length;
    } else if (listItem.test(line)) {
      const items = run(lines, at, (one) => listItem.test(one));
      blocks.push({ kind: 'list', items: items.map(itemOf) });
      at += items.length;
    } else if (line.trim() === '') at += 1;
    else {
      const words = run(lines, at, (one, first) => first || isWords(one, depth));
      blocks.push({ kind: 'paragraph', lines: words.map(parseInline) });
      at += words.length;
    }
  }
  return blocks;
}

function isClosing(line: string, opened: string): boolean {
  const ticks = /^(`{3,})\s*$/.exec(line)?.[1];
  return ticks !== undefined && ticks.length >= opened.length;
}

function isWords(line: string, depth: number): boolean {
  const isQuote = depth < deepest && line.startsWith('>');
  return line.trim() !== '' && !fence.test(line) && !isQuote && !listItem.test(line);
}

function run(
  lines: string[],
  from: number,
  belongs: (line: string, first: boolean) => boolean,
): string[] {
  let to = from;
  while (to < lines.length && belongs(lines[to] ?? '', to === from)) to += 1;
  return lines.slice(from, to);
}

function itemOf(line: string): { depth: number; marker: string; inline: Inline[] } {
  const [, indent = '', marker = '-', text = ''] = listItem.exec(line) ?? [];
  const depth = Math.min(8, Math.floor(indent.replaceAll('\t', '    ').length / 2));
  return { depth, marker, inline: parseInline(text) };
}
