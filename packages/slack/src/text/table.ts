import type { NameBook } from '../model.ts';
import { type Fields, fields, list } from '../parse/fields.ts';
import { richText } from './rich-text.ts';
import { textObject } from './text-object.ts';

/** A `table` block as a Markdown table whose first row is the head. */
export function table(block: Fields, names: NameBook): string {
  const rows = list(block.rows).map((row) => list(row).map((cell) => cellText(cell, names)));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width === 0) return '';
  const lines = rows.map((row) => {
    const cells = Array.from({ length: width }, (_, column) => row[column] ?? '');
    return `| ${cells.join(' | ')} |`;
  });
  const [head, ...body] = lines;
  return [head, `|${' --- |'.repeat(width)}`, ...body].join('\n');
}

function cellText(raw: unknown, names: NameBook): string {
  const cell = fields(raw);
  const read = cell.type === 'rich_text' ? richText(cell, names) : textObject(cell, names);
  return read
    .trim()
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ');
}
