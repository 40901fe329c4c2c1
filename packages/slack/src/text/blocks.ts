import type { NameBook } from '../model.ts';
import { type Fields, fields, firstText, list, text } from '../parse/fields.ts';
import { richText } from './rich-text.ts';
import { table } from './table.ts';
import { textObject } from './text-object.ts';

type Block = (block: Fields, names: NameBook, depth: number) => string;

const lines = (parts: string[]): string => parts.filter((part) => part.trim() !== '').join('\n');
const nothing: Block = () => '';

const known: Readonly<Record<string, Block>> = {
  rich_text: richText,
  table,
  section: (block, names) =>
    lines([block.text, ...list(block.fields)].map((each) => textObject(each, names))),
  header: (block, names) => textObject(block.text, names),
  markdown: (block) => text(block.text) ?? '',
  context: (block, names) =>
    list(block.elements)
      .map((element) => contextElement(fields(element), names))
      .filter((part) => part !== '')
      .join(' '),
  image: (block, names) => textObject(block.title, names) || (text(block.alt_text) ?? ''),
  input: (block, names) => textObject(block.label, names),
  video: (block, names) =>
    lines([textObject(block.title, names), textObject(block.description, names)]),
  actions: nothing,
  divider: nothing,
  file: nothing,
};

/** Blocks hold blocks (cards, containers, plans): so deep, and no deeper. */
const deepest = 8;

/** All text that blocks carry, each block on its own lines. */
export function blocks(raw: unknown, names: NameBook, depth = 0): string {
  if (depth > deepest) return '';
  return lines(list(raw).map((each) => blockText(fields(each), names, depth)));
}

function blockText(block: Fields, names: NameBook, depth: number): string {
  const type = text(block.type) ?? '';
  const read = Object.hasOwn(known, type) ? known[type] : unknown;
  return (read ?? unknown)(block, names, depth);
}

/** A context shows small images beside its text; a lone one is worth its description. */
function contextElement(element: Fields, names: NameBook): string {
  return element.type === 'image' ? (text(element.alt_text) ?? '') : textObject(element, names);
}

/** Newer and future blocks: the members that Block Kit names alike everywhere. */
function unknown(block: Fields, names: NameBook, depth: number): string {
  const own = ['title', 'subtitle', 'text', 'label', 'body', 'description', 'details', 'output'];
  const within = ['blocks', 'elements', 'children', 'cards', 'tasks'];
  return lines([
    ...own.map((member) => ownText(block[member], names, depth)),
    ...within.map((member) => blocks(block[member], names, depth + 1)),
    ...(own.some((member) => block[member] !== undefined)
      ? []
      : [firstText(block.fallback, block.alt_text) ?? '']),
  ]);
}

function ownText(raw: unknown, names: NameBook, depth: number): string {
  if (fields(raw).type === 'rich_text') return blocks([raw], names, depth + 1);
  return textObject(raw, names);
}
