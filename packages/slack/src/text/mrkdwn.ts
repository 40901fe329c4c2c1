import type { NameBook } from '../model.ts';
import { date } from './date.ts';
import { link } from './link.ts';
import { channelMention, groupMention, personMention } from './mention.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/**
 * Slack's mrkdwn as text that a person would read: `<…>` tokens become names and links, then the
 * three escapes become characters, each once. Emphasis, quotes and code read well as they are.
 */
export function mrkdwn(source: string, names: NameBook): string {
  let read = '';
  let from = 0;
  for (const found of source.matchAll(/<([^<>]+)>/g)) {
    read += unescaped(source.slice(from, found.index));
    read += token(found[1] ?? '', names) ?? found[0];
    from = found.index + found[0].length;
  }
  return read + unescaped(source.slice(from));
}

function unescaped(source: string): string {
  return source.replaceAll(/&(amp|lt|gt);/g, (_, name: string) => entities[name] ?? '');
}

/** Undefined for what isn't one of Slack's tokens, e.g. in text that nobody escaped. */
function token(inner: string, names: NameBook): string | undefined {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inner.slice(bar + 1)) || undefined;
  const id = target.slice(1);
  if (/^#[A-Z0-9]+$/.test(target)) return channelMention(id, names, label);
  if (/^@[A-Z0-9]+$/.test(target)) return personMention(id, names, label);
  if (target.startsWith('!')) return command(id, label, names);
  return /^[a-z][a-z0-9+.-]*:/i.test(target) ? link(unescaped(target), label) : undefined;
}

function command(inner: string, label: string | undefined, names: NameBook): string {
  const [name = '', ...rest] = inner.split('^');
  if (name === 'subteam') return groupMention(rest[0] ?? '', names, label);
  if (name === 'date') return date(Number(rest[0]), label);
  if (['here', 'channel', 'everyone', 'group'].includes(name)) return `@${name}`;
  return label ?? name;
}
