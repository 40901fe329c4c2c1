/** A part of what somebody wrote. */
export type TextPart =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'marker'; text: string; n: number };

const found = /(?<url>https?:\/\/[^\s<>"]{1,2000})|\[(?<n>\d{1,3})\]/gu;

/**
 * Plain text with its addresses, and with `[1]` where such a citation exists. What is shown of a link
 * is where it leads: words of strangers never hide an address. Pure, never throws.
 */
export function textParts(text: string, citations: ReadonlySet<number>): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  const push = (part: TextPart, start: number, end: number) => {
    if (start > from) parts.push({ kind: 'text', text: text.slice(from, start) });
    parts.push(part);
    from = end;
  };
  for (const match of text.matchAll(found)) {
    const { url, n } = match.groups ?? {};
    if (n !== undefined && citations.has(Number(n)))
      push(
        { kind: 'marker', text: match[0], n: Number(n) },
        match.index,
        match.index + match[0].length,
      );
    if (url === undefined) continue;
    // the full stop behind an address ends the sentence
    const shown = url.replace(/[.,;:!?'")\]}]+$/, '');
    const href = webAddress(shown);
    if (href) push({ kind: 'link', text: shown, href }, match.index, match.index + shown.length);
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

/** The address if it opens a page; nothing else is ever a link. Pure. */
export function webAddress(text: string): string | undefined {
  try {
    const url = new URL(text);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
