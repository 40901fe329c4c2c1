/** A run within a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold'; text: string }
  | { kind: 'strike'; text: string }
  | { kind: 'mention'; text: string }
  | { kind: 'link'; text: string; href: string };

/** Code first, because nothing inside of it means anything; then links; then the small marks. */
const marks = new RegExp(
  [
    '(?<ticks>`{1,2})(?<code>[^`]+)\\k<ticks>',
    '\\[(?<label>[^\\][\\n]{1,300})\\]\\((?<target>https?:\\/\\/[^\\s()]{1,2000}|mailto:[^\\s()]{1,320})\\)',
    '(?<url>https?:\\/\\/[^\\s<>"]{1,2000})',
    '(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]{0,300}[^\\s*])?)\\*(?![\\w*])',
    '(?<![\\w~])~{1,2}(?<strike>[^\\s~](?:[^~\\n]{0,300}[^\\s~])?)~{1,2}(?![\\w~])',
    '(?<![\\w@])(?<mention>[@#][\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,79})',
  ].join('|'),
  'gu',
);

/** One line as runs; joined, their texts are what a reader sees. Pure, never throws. */
export function parseInline(line: string): Inline[] {
  const runs: Inline[] = [];
  let from = 0;
  for (const found of line.matchAll(marks)) {
    const read = inlineOf(found.groups ?? {});
    if (!read) continue;
    if (found.index > from) runs.push({ kind: 'text', text: line.slice(from, found.index) });
    runs.push(read.inline);
    from = found.index + found[0].length - read.giveBack;
  }
  if (from < line.length) runs.push({ kind: 'text', text: line.slice(from) });
  return runs;
}

function inlineOf(
  groups: Record<string, string | undefined>,
): { inline: Inline; giveBack: number } | undefined {
  const { code, label, target, url, bold, strike, mention } = groups;
  if (code !== undefined) return whole({ kind: 'code', text: code });
  if (label !== undefined && target !== undefined) {
    const href = safeAddress(target);
    return href === undefined ? undefined : whole({ kind: 'link', text: label, href });
  }
  if (url !== undefined) {
    // the full stop behind an address ends the sentence
    const address = url.replace(/[.,;:!?'")\]}]+$/, '');
    const href = safeAddress(address);
    if (href === undefined) return undefined;
    return { inline: { kind: 'link', text: address, href }, giveBack: url.length - address.length };
  }
  if (bold !== undefined) return whole({ kind: 'bold', text: bold });
  if (strike !== undefined) return whole({ kind: 'strike', text: strike });
  if (mention !== undefined) {
    const name = mention.replace(/[._-]+$/, '');
    return { inline: { kind: 'mention', text: name }, giveBack: mention.length - name.length };
  }
  return undefined;
}

function whole(inline: Inline): { inline: Inline; giveBack: number } {
  return { inline, giveBack: 0 };
}

/** Only addresses that open a page or a mail; anything else stays text. */
function safeAddress(text: string): string | undefined {
  try {
    const url = new URL(text);
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
