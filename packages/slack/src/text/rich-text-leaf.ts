import type { NameBook } from '../model.ts';
import { type Fields, fields, firstText, flag, text, whole } from '../parse/fields.ts';
import { inlineCode } from './code.ts';
import { date } from './date.ts';
import { link } from './link.ts';
import { channelMention, groupMention, personMention } from './mention.ts';

type Leaf = (leaf: Fields, names: NameBook) => string | undefined;

/** An unlisted leaf gives whatever text it carries. */
const leaves: Readonly<Record<string, Leaf>> = {
  text: (leaf) => text(leaf.text),
  link: (leaf) => link(text(leaf.url) ?? '', text(leaf.text)),
  emoji: (leaf) => emoji(text(leaf.name), whole(leaf.skin_tone)),
  user: (leaf, names) => personMention(text(leaf.user_id) ?? '', names),
  usergroup: (leaf, names) => groupMention(text(leaf.usergroup_id) ?? '', names),
  channel: (leaf, names) => channelMention(text(leaf.channel_id) ?? '', names),
  broadcast: (leaf) => `@${text(leaf.range) ?? 'channel'}`,
  color: (leaf) => text(leaf.value),
  date: (leaf) => date(whole(leaf.timestamp) ?? Number.NaN, text(leaf.fallback)),
};

/** One leaf of a rich text. Bold and italic add nothing to a reader of plain text; strike and code do. */
export function richTextLeaf(raw: unknown, names: NameBook): string {
  const leaf = fields(raw);
  const type = text(leaf.type) ?? '';
  const known = Object.hasOwn(leaves, type) ? leaves[type] : undefined;
  const read = (known ? known(leaf, names) : unknown(leaf)) ?? '';
  const style = fields(leaf.style);
  if (flag(style.code)) return inlineCode(read);
  return flag(style.strike) && read.trim() !== '' ? `~~${read}~~` : read;
}

function emoji(name: string | undefined, skinTone: number | undefined): string | undefined {
  if (name === undefined) return undefined;
  return skinTone === undefined || name.includes('::')
    ? `:${name}:`
    : `:${name}::skin-tone-${skinTone}:`;
}

function unknown(leaf: Fields): string | undefined {
  return firstText(leaf.text, fields(leaf.text).text, leaf.fallback, leaf.name, leaf.url);
}
