/**
 * Breaks plain text into lines of at most `width` columns, each begun with its indent; a longer
 * word stands on a line of its own. The text must hold no escape sequences.
 */
export function wrap(text: string, width: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let isBare = true;
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (!isBare && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      isBare = true;
    }
    line += isBare ? word : ` ${word}`;
    isBare = false;
  }
  return [...lines, line.trimEnd()];
}
