import type { NameBook } from '../model.ts';

/** `@Ada`, or what the message itself calls them, or the id. */
export function personMention(id: string, names: NameBook, label?: string): string {
  return `@${bare(names.person(id) ?? label ?? id, '@')}`;
}

/** `#general`; a private channel that we can't see stays an id. */
export function channelMention(id: string, names: NameBook, label?: string): string {
  return `#${bare(names.channel(id) ?? label ?? id, '#')}`;
}

export function groupMention(id: string, names: NameBook, label?: string): string {
  return `@${bare(names.group(id) ?? label ?? id, '@')}`;
}

function bare(name: string, sign: string): string {
  return name.startsWith(sign) ? name.slice(1) : name;
}
