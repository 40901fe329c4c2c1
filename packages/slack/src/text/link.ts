/** A link as Markdown; as the bare address where its label says nothing more. */
export function link(url: string, label: string | undefined): string {
  const shown = label?.trim() ?? '';
  const address = url.replace(/^(mailto|tel):/i, '');
  if (shown === '' || shown === url || shown === address) return address;
  // what Slack itself linked: `example.com` for http://example.com
  if (url.replace(/^https?:\/\//i, '').replace(/\/$/, '') === shown.replace(/\/$/, ''))
    return shown;
  return `[${shown.replaceAll(/[[\]]/g, '\\$&')}](${url.replaceAll(/[()\s]/g, encode)})`;
}

function encode(character: string): string {
  return character === '(' ? '%28' : character === ')' ? '%29' : encodeURIComponent(character);
}
