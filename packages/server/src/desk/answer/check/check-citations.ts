/** `[1]`, `[1, 2]`, `【1】`: numbers of sources. */
const marker = /[[【]\s*(\d{1,3}(?:\s*[,;、]\s*\d{1,3})*)\s*(?:†[^\]】]{0,40})?[\]】](?!\()/g;
const claim =
  /\b(?:according to|as stated in|as (?:our|the) (?:documentation|docs|handbook|manual|website|policy) (?:says?|states?)|see (?:source|reference)|source:|laut (?:unserer?|der|dem) \w+|gemass|quelle:|segun (?:nuestra?|el|la) \w+|fuente:)|によると|出典/i;

export type CitationVerdict = { kind: 'say'; text: string; cited: number[] } | { kind: 'hold' };

/**
 * A sentence with markers of sources that exist, written one way. One whose only sources don't exist,
 * or that claims sources where there are none at all, is held.
 */
export function checkCitations(
  sentence: string,
  sources: { has(n: number): boolean; count: number },
): CitationVerdict {
  const cited = new Set<number>();
  let unknown = 0;
  const text = sentence.replace(marker, (_, numbers: string) => {
    const known = numbers
      .split(/[,;、]/)
      .map(Number)
      .filter((n) => sources.has(n));
    if (known.length === 0) unknown += 1;
    for (const n of known) cited.add(n);
    return known.map((n) => `[${n}]`).join('');
  });
  if (cited.size === 0 && unknown > 0) return { kind: 'hold' };
  if (sources.count === 0 && claim.test(sentence)) return { kind: 'hold' };
  return { kind: 'say', text: text.replace(/ {2,}/g, ' ').trim(), cited: [...cited] };
}
