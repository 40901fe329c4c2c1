import type { NameBook } from '../model.ts';
import { type Fields, fields, list, text, whole } from '../parse/fields.ts';
import { codeBlock } from './code.ts';
import { richTextLeaf } from './rich-text-leaf.ts';
import { ListNumbering } from './rich-text-list.ts';

/** A `rich_text` block: what people type. Unknown parts give the text that they hold. */
export function richText(block: Fields, names: NameBook): string {
  const numbering = new ListNumbering();
  const parts = list(block.elements).map((raw) => {
    const part = fields(raw);
    if (part.type !== 'rich_text_list') numbering.reset();
    return richTextPart(part, names, numbering);
  });
  return parts.filter((part) => part !== '').join('\n');
}

function richTextPart(part: Fields, names: NameBook, numbering: ListNumbering): string {
  const read = () => leavesOf(part, names);
  switch (part.type) {
    case 'rich_text_list': {
      const lines = numbering.lines(part, (item) => leavesOf(fields(item), names));
      return bordered(lines, part);
    }
    case 'rich_text_quote':
      return quoted(read());
    case 'rich_text_preformatted':
      return bordered(codeBlock(read(), text(part.language)), part);
    default:
      return read();
  }
}

/** The leaves of a section in one line of thought; it ends with the line break of its editor. */
function leavesOf(part: Fields, names: NameBook): string {
  if (!Array.isArray(part.elements)) return richTextLeaf(part, names);
  const read = part.elements.map((leaf) => nested(leaf, names)).join('');
  return read.replace(/\n$/, '');
}

/** A section where a leaf was expected: one level down, no further. */
function nested(raw: unknown, names: NameBook): string {
  const leaf = fields(raw);
  if (!Array.isArray(leaf.elements)) return richTextLeaf(leaf, names);
  return leaf.elements.map((each) => richTextLeaf(each, names)).join('');
}

export function quoted(lines: string): string {
  return lines.replaceAll(/^/gm, '> ');
}

/** Slack draws a quote bar beside a list or code that stands in a quote. */
function bordered(lines: string, part: Fields): string {
  return (whole(part.border) ?? 0) > 0 && lines !== '' ? quoted(lines) : lines;
}
