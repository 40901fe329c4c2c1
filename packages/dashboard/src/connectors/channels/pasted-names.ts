/**
 * The channels that a pasted text names: `#engineering, #product`, one per line, ids, or links to
 * channels. Each once, in order, without `#`; empty when the text is only a search.
 */
export function pastedNames(text: string): string[] {
  const links = text.replaceAll(/https?:\/\/\S+\/(?:archives|client\/\w+)\/([A-Z0-9]+)\S*/g, '$1');
  const parts = links
    .split(/[,;\n\r\t]+|\s+(?=#)|(?<=#\S+)\s+/)
    .map((part) => part.trim().replace(/^<?#/, '').replace(/>$/, '').trim())
    .map((part) => (isChannelId(part) ? part : part.toLowerCase()))
    .filter((part) => part !== '');
  return [...new Set(parts)];
}

/** Whether a text in the search box is a list of names to tell apart, not words to search for. */
export function isPastedList(text: string): boolean {
  return /[,;\n]/.test(text.trim()) || /^<?#\S+\s+#/.test(text.trim()) || /\/archives\//.test(text);
}

export function isChannelId(text: string): boolean {
  return /^[CG][A-Z0-9]{6,}$/.test(text);
}

/** `#a, #b and #c`; more than `most` are counted. */
export function namedList(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((name) => (isChannelId(name) ? name : `#${name}`));
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
