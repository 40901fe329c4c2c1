/** Where a link in a visitor's chat may lead. */
const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** A link in the widget's Markdown; what may not be followed is its words alone. */
export function visitorLink(target: string, label: string | undefined): string {
  const words = (label ?? '').replaceAll(/[[\]\n]/g, ' ').trim();
  const url = URL.parse(target.trim());
  if (url === null || !schemes.has(url.protocol) || !/^(https?:\/\/|mailto:)/i.test(target.trim()))
    return words || (url === null ? target : '');
  const href = url.href.replaceAll(/[()\s<>"'`]/g, encode);
  const shown = words === '' ? bare(target.trim()) : words;
  const isPlain = shown === href || shown === target.trim() || `${shown}/` === href;
  if (isPlain && url.protocol !== 'mailto:') return href;
  // a cut label is one that the widget still reads as one
  return `[${[...shown].slice(0, 280).join('')}](${href})`;
}

function bare(target: string): string {
  return target.replace(/^mailto:/i, '');
}

function encode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`;
}
