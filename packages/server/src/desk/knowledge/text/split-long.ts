/** Where a text may be cut, the best places first. */
const seams = [/\n+/u, /(?<=[.!?…]["')\]»”]?)\s+|(?<=[。！？])/u, /\s+/u];

/** Parts of at most `most` characters, cut at lines, else sentences, else words, else anywhere. */
export function splitLong(text: string, most: number): string[] {
  return cut(text, most, 0);
}

function cut(text: string, most: number, level: number): string[] {
  if (text.length <= most) return text === '' ? [] : [text];
  const seam = seams[level];
  if (seam === undefined) return hardCut(text, most);
  const glue = level === 0 ? '\n' : ' ';
  const parts: string[] = [];
  let current = '';
  for (const piece of text.split(seam).flatMap((each) => cut(each, most, level + 1))) {
    if (current !== '' && current.length + glue.length + piece.length > most) {
      parts.push(current);
      current = piece;
    } else current = current === '' ? piece : current + glue + piece;
  }
  return current === '' ? parts : [...parts, current];
}

/** Never within a character. */
function hardCut(text: string, most: number): string[] {
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + most, text.length);
    const splitsPair = to < text.length && /[\ud800-\udbff]/.test(text[to - 1] ?? '');
    if (splitsPair && to - from > 1) to -= 1;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}
