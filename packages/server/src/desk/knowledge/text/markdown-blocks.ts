import type { Block } from './block.ts';
import { tidyLine } from './tidy.ts';

const fence = /^ {0,3}(`{3,}|~{3,})/;
const atx = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const setext = /^ {0,3}(=+|-+)\s*$/;
const item = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/;
const rule = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;

/** Markdown by its lines: headings, paragraphs, lists; what is only for the eye is dropped. Pure. */
export function markdownBlocks(source: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let isCode = false;
  const end = () => {
    const text = paragraph.join('\n');
    if (text !== '') blocks.push({ kind: 'text', text });
    paragraph = [];
  };
  for (const raw of withoutFrontMatter(source).split(/\r\n?|\n/)) {
    if (fence.test(raw)) {
      isCode = !isCode;
      continue;
    }
    const line = isCode ? tidyLine(raw) : inline(raw);
    const heading = isCode ? null : atx.exec(raw);
    const isUnderline = !isCode && paragraph.length === 1 && setext.test(raw);
    if (heading) {
      end();
      const text = inline(heading[2] ?? '');
      if (text !== '') blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, text });
    } else if (isUnderline) {
      const text = paragraph[0] ?? '';
      paragraph = [];
      blocks.push({ kind: 'heading', level: raw.trim().startsWith('=') ? 1 : 2, text });
    } else if (line === '' || (!isCode && rule.test(raw))) end();
    else if (!isCode && item.test(raw)) {
      const isFirst = paragraph.length > 0 || blocks.at(-1)?.kind !== 'text';
      end();
      blocks.push({ kind: 'text', text: line, ...(isFirst ? {} : { tight: true }) });
    } else paragraph.push(line);
  }
  end();
  return blocks;
}

function withoutFrontMatter(source: string): string {
  if (!/^---\r?\n/.test(source)) return source;
  const close = source.slice(3).search(/\r?\n---[ \t]*(\r?\n|$)/);
  return close < 0 ? source : source.slice(3 + close).replace(/^\r?\n---[ \t]*/, '');
}

/** A link holds no bracket of its own: a text of brackets alone must not cost more than its length. */
const link = /(!?)\[([^[\]]{0,500})\]\([^()]{0,1000}\)/g;

function inline(line: string): string {
  return tidyLine(
    line
      .replace(link, (_, picture: string, text: string) => (picture ? '' : text))
      .replace(/\*\*|__|~~|`/g, '')
      .replace(/^\s*>\s?/, ''),
  );
}
