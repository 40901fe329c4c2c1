/**
 * Splits text into whole sentences and a rest that may go on: a screen reader is told sentences, never
 * half ones.
 */
export function sentences(text: string): { whole: string[]; rest: string } {
  const whole: string[] = [];
  let rest = text;
  for (;;) {
    // a stop and then space, a full-width stop, or a new line
    const match = /^[\s\S]*?(?:[.!?…]["')\]]*(?=\s)|[。!?]|\n)/.exec(rest);
    if (!match) return { whole, rest };
    const sentence = match[0].trim();
    if (sentence) whole.push(sentence);
    rest = rest.slice(match[0].length);
  }
}

/** The marks of Markdown and of sources, taken out: they are not to be read aloud. */
export function spoken(text: string): string {
  return text
    .replace(/\s?\[\d{1,2}\]/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .trim();
}
