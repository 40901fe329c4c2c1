/** A piece of a line. `cite`: the number of a source. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold'; children: Inline[] }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'cite'; n: number };

// in this order: code holds nothing else, then bold, links, sources, bare addresses
const pattern =
  /`([^`\n]+)`|\*\*(?=\S)([^\n]+?\S?)\*\*|\[([^\]\n]{1,300})\]\(([^()\s]{1,2000}(?:\([^()\s]*\)[^()\s]*)*)\)|\[(\d{1,2})\]|\b(https?:\/\/[^\s<>"'`]{1,2000})/;

/** How deep one thing may stand in another: text that nests without end stays text. */
const deepest = 3;

/** Bold, code, links and sources of a line. What isn't one of them is text, as it stands. */
export function parseInline(source: string, depth = 0): Inline[] {
  const found: Inline[] = [];
  const say = (text: string) => {
    const last = found.at(-1);
    if (last?.kind === 'text') last.text += text;
    else if (text) found.push({ kind: 'text', text });
  };
  let rest = source;
  while (rest) {
    const match = depth < deepest ? pattern.exec(rest) : null;
    if (!match) {
      say(rest);
      break;
    }
    say(rest.slice(0, match.index));
    rest = rest.slice(match.index + match[0].length);
    const [whole, code, bold, label, target, n, bare] = match;
    if (code) found.push({ kind: 'code', text: code });
    else if (bold) found.push({ kind: 'bold', children: parseInline(bold, depth + 1) });
    else if (n) {
      // a number never begins a line alone
      const last = found.at(-1);
      if (last?.kind === 'text') last.text = last.text.replace(/ $/, '\u00a0');
      found.push({ kind: 'cite', n: Number(n) });
    } else if (bare) {
      // a sentence's own marks are not part of the address
      const [, address = '', tail = ''] = /^(.*?)([.,;:!?)\]*。、]*)$/.exec(bare) ?? [];
      const url = safeUrl(address);
      if (url) found.push({ kind: 'link', url, children: [{ kind: 'text', text: address }] });
      else say(address);
      rest = tail + rest;
      if (!address) {
        say(tail);
        rest = rest.slice(tail.length);
      }
    } else {
      const url = safeUrl(target ?? '');
      // a link that leads nowhere safe is shown as it was written
      if (url) found.push({ kind: 'link', url, children: parseInline(label ?? '', deepest) });
      else say(whole);
    }
  }
  return found;
}

/** Web and mail addresses, whole; anything else (`javascript:`, `data:`, relative ones) is none. */
export function safeUrl(text: string): string | undefined {
  if (!/^(https?:\/\/|mailto:)/i.test(text) || !URL.canParse(text)) return undefined;
  const { href, protocol } = new URL(text);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined;
}
