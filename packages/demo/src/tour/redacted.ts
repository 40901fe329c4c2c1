/** Names under which secrets, or what is as good as one, come and go. */
const secretNames =
  /^(token|authorization|.*secret.*|code|state|.*password.*|access_token|refresh_token|trigger_id|response_url|upload_url|signature|cookie|email|private_metadata)$/i;
const secretText = /\b(x(?:ox[a-z]|app|oxe)[.-][\w.-]+|v4\.public\.[\w-]+|Bearer\s+\S+)/g;

const longestText = 300;
const mostItems = 20;
const deepest = 8;

/** A body as it may be shown to whoever looks on: no tokens, no addresses that act, cut where long. */
export function redacted(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    const shown = value.replace(secretText, '…');
    return shown.length > longestText ? `${shown.slice(0, longestText)}…` : shown;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((item) => redacted(item, depth + 1));
    return value.length > mostItems ? [...items, `… ${value.length - mostItems} more`] : items;
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 60)
      .map(([name, member]) => [
        name,
        secretNames.test(name) && member !== null ? '…' : redacted(member, depth + 1),
      ]),
  );
}
