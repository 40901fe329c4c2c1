import type { NameBook } from '../model.ts';
import { date } from './date.ts';
import { emojiSign } from './emoji-sign.ts';
import { channelMention, groupMention, personMention } from './mention.ts';
import { visitorLink } from './visitor-link.ts';
import { bold } from './visitor-rich-text.ts';

/**
 * Slack's mrkdwn in the Markdown that the widget speaks; for messages without blocks. Code stays as
 * it was typed.
 */
export function visitorMrkdwn(source: string, names: NameBook): string {
  return source
    .split(/(```[\s\S]*?```|`[^`\n]+`)/)
    .map((piece, index) => (index % 2 === 1 ? unescaped(untoken(piece)) : styled(piece, names)))
    .join('');
}

function styled(source: string, names: NameBook): string {
  let read = '';
  let from = 0;
  for (const found of source.matchAll(/<([^<>]+)>/g)) {
    read += words(source.slice(from, found.index));
    read += token(found[1] ?? '', names);
    from = found.index + found[0].length;
  }
  return read + words(source.slice(from));
}

/** Emphasis and emoji between tokens. Italics and strikes are words like others to the widget. */
function words(source: string): string {
  const marked = source
    .replaceAll(/(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, (_, said) =>
      bold(String(said)),
    )
    .replaceAll(/(?<![\p{L}\p{N}_~])([_~])(?=\S)([^\n]+?)(?<=\S)\1(?![\p{L}\p{N}_~])/gu, '$2')
    .replaceAll(
      /(?<![\p{L}\p{N}:])((?::[a-z+-][a-z0-9_+'-]{0,99}(?:::skin-tone-[2-6])?:)|:[0-9]{3,4}:)(?![\p{L}\p{N}])/giu,
      (found) => emojiSign(found.slice(1, -1)) ?? '',
    );
  return unescaped(marked);
}

function token(inner: string, names: NameBook): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inner.slice(bar + 1)) || undefined;
  const id = target.slice(1);
  if (/^#[A-Z0-9]+$/.test(target)) return channelMention(id, names, label);
  if (/^@[A-Z0-9]+$/.test(target)) return personMention(id, names, label);
  if (!target.startsWith('!')) return visitorLink(unescaped(target), label);
  const [name = '', ...rest] = id.split('^');
  if (name === 'subteam') return groupMention(rest[0] ?? '', names, label);
  if (name === 'date') return date(Number(rest[0]), label);
  return `@${name}`;
}

/** A token within code: its label, or where it leads. */
function untoken(source: string): string {
  return source.replaceAll(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, target, label) => label || target);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

function unescaped(source: string): string {
  return source.replaceAll(/&(amp|lt|gt);/g, (_, name: string) => entities[name] ?? '');
}
