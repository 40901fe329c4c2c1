import type { NameBook } from '../model.ts';
import { type Fields, fields, firstText, flag, list, text, whole } from '../parse/fields.ts';
import { codeBlock } from './code.ts';
import { date } from './date.ts';
import { emojiSign } from './emoji-sign.ts';
import { channelMention, groupMention, personMention } from './mention.ts';
import { ListNumbering } from './rich-text-list.ts';
import { visitorLink } from './visitor-link.ts';

/** What somebody typed, in the Markdown that the widget speaks: bold, code, lists and links. */
export function visitorRichText(block: Fields, names: NameBook): string {
  const numbering = new ListNumbering();
  const parts = list(block.elements).map((raw) => {
    const part = fields(raw);
    if (part.type !== 'rich_text_list') numbering.reset();
    return partOf(part, names, numbering);
  });
  return parts.filter((part) => part !== '').join('\n');
}

function partOf(part: Fields, names: NameBook, numbering: ListNumbering): string {
  switch (part.type) {
    case 'rich_text_list':
      // the widget's lists have one level
      return numbering
        .lines(part, (item) => leavesOf(fields(item), names).replaceAll('\n', ' '))
        .replaceAll(/^ +(?=[-\d])/gm, '  ');
    case 'rich_text_quote':
      return leavesOf(part, names).replaceAll(/^/gm, '> ');
    case 'rich_text_preformatted':
      return codeBlock(plainOf(part));
    default:
      return leavesOf(part, names);
  }
}

function leavesOf(part: Fields, names: NameBook): string {
  const leaves = Array.isArray(part.elements) ? part.elements : [part];
  return leaves
    .map((raw) => leafOf(fields(raw), names))
    .join('')
    .replace(/\n$/, '');
}

/** Code holds what was typed, and nothing is made of it. */
function plainOf(part: Fields): string {
  return list(part.elements)
    .map(fields)
    .map((leaf) => firstText(leaf.text, leaf.url) ?? '')
    .join('');
}

type Leaf = (leaf: Fields, names: NameBook) => string | undefined;

const leaves: Readonly<Record<string, Leaf>> = {
  text: (leaf) => text(leaf.text),
  link: (leaf) => visitorLink(text(leaf.url) ?? '', text(leaf.text)),
  emoji: (leaf) =>
    emojiSign(text(leaf.name) ?? '', { unicode: leaf.unicode, skinTone: leaf.skin_tone }),
  user: (leaf, names) => personMention(text(leaf.user_id) ?? '', names),
  usergroup: (leaf, names) => groupMention(text(leaf.usergroup_id) ?? '', names),
  channel: (leaf, names) => channelMention(text(leaf.channel_id) ?? '', names),
  broadcast: (leaf) => `@${text(leaf.range) ?? 'channel'}`,
  color: (leaf) => text(leaf.value),
  date: (leaf) => date(whole(leaf.timestamp) ?? Number.NaN, text(leaf.fallback)),
};

function leafOf(leaf: Fields, names: NameBook): string {
  const type = text(leaf.type) ?? '';
  const known = Object.hasOwn(leaves, type) ? leaves[type] : undefined;
  // what Slack adds one day gives the words that it carries
  const said = (known ? known(leaf, names) : firstText(leaf.text, leaf.fallback)) ?? '';
  const style = fields(leaf.style);
  if (type === 'link' || said.trim() === '') return said;
  if (flag(style.code)) return said.includes('`') ? said : `\`${said}\``;
  return flag(style.bold) ? bold(said) : said;
}

/** The marks stand at the words, not at the spaces around them, and on one line each. */
export function bold(said: string): string {
  return said.replaceAll(/[^\n]+/g, (line) => {
    const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(line) ?? [];
    return words === '' || words.includes('**') ? line : `${before}**${words}**${after}`;
  });
}
