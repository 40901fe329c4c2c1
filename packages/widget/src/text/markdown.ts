import { type Inline, parseInline } from './inline.ts';

export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'list'; isOrdered: boolean; start: number; items: Inline[][] }
  | { kind: 'code'; text: string };

const bullet = /^\s{0,3}[-*•]\s+(.*)$/;
const numbered = /^\s{0,3}(\d{1,3})[.)]\s+(.*)$/;
const fence = /^\s{0,3}```/;

/**
 * The small part of Markdown that answers need: paragraphs, lists, bold, code, links. Never fails:
 * whatever it doesn't know is text.
 */
export function parseMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as string;
    if (fence.test(line)) {
      const end = lines.findIndex((each, index) => index > at && fence.test(each));
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') });
      at = last;
      continue;
    }
    if (line.trim() === '') {
      blocks.push({ kind: 'paragraph', lines: [] });
      continue;
    }
    addLine(blocks, line);
  }
  return blocks.filter((block) => block.kind !== 'paragraph' || block.lines.length > 0);
}

/** Continues the last block, or begins another; a blank line left an empty paragraph between. */
function addLine(blocks: Block[], line: string): void {
  const last = blocks.at(-1);
  const point = bullet.exec(line);
  const number = numbered.exec(line);
  if (point || number) {
    const isOrdered = !point;
    const item = parseInline((point ? point[1] : number?.[2]) ?? '');
    // one blank line between items is still the same list
    const before = last?.kind === 'paragraph' && last.lines.length === 0 ? blocks.at(-2) : last;
    if (before?.kind === 'list' && before.isOrdered === isOrdered) before.items.push(item);
    else blocks.push({ kind: 'list', isOrdered, start: Number(number?.[1] ?? 1), items: [item] });
    return;
  }
  // headings are no more than bold lines here
  const heading = /^#{1,6}\s+(.+)$/.exec(line);
  const content: Inline[] = heading
    ? [{ kind: 'bold', children: parseInline(heading[1] ?? '', 1) }]
    : parseInline(line);
  if (last?.kind === 'list' && /^\s+\S/.test(line)) {
    last.items.at(-1)?.push({ kind: 'text', text: ' ' }, ...content);
    return;
  }
  if (last?.kind === 'paragraph') last.lines.push(content);
  else blocks.push({ kind: 'paragraph', lines: [content] });
}
