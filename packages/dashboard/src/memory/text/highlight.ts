/** The words of a question that are worth marking in its answers. */
export function highlightWords(query: string): string[] {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [];
  return [...new Set(words.filter((word) => !stopWords.has(word)))].slice(0, 20);
}

/** A text cut where marked words begin and end. A word also marks its longer forms. Pure. */
export function highlight(
  text: string,
  words: readonly string[],
): { text: string; marked: boolean }[] {
  if (words.length === 0 || text === '') return [{ text, marked: false }];
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${words.map(stem).join('|')})[\\p{L}\\p{N}]*`,
    'giu',
  );
  const parts: { text: string; marked: boolean }[] = [];
  let from = 0;
  for (const found of text.matchAll(pattern)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), marked: false });
    parts.push({ text: found[0], marked: true });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), marked: false });
  return parts;
}

/** The search stems English, so "migrating" finds "migrated": mark by the part that they share. */
function stem(word: string): string {
  return word.length > 5 ? word.replace(/(?:ations?|ings?|ed|es|s|ly)$/, '') : word;
}

const stopWords = new Set(
  'the and for are but not you all any can had her was one our out has have him his how its may new now see two way who did get let say she too use why what when where which with that this from they them then than there will would could should about into over been were does your'.split(
    ' ',
  ),
);
