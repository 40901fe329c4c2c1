type Element = Record<string, unknown>;

const token = /<([^<>\s][^<>]*)>|:([a-z0-9_+-]+(?:::skin-tone-[2-6])?):/g;

/**
 * The rich_text block that Slack's composer stores beside a typed text: mentions, links, emoji,
 * fenced code, and styles around plain words. Marks that enclose a mention or a link stay as typed;
 * nothing of the text is lost.
 */
export function toRichText(text: string): readonly unknown[] {
  if (text === '') return [];
  const elements: Element[] = [];
  text.split('```').forEach((part, i, parts) => {
    const isCode = i % 2 === 1 && i < parts.length - 1;
    // an unclosed fence is just three backticks
    const whole = i % 2 === 1 && !isCode ? `\`\`\`${part}` : part;
    const inside = isCode
      ? leaves(whole.replace(/^\n|\n$/g, ''), plainOnly)
      : leaves(whole, styled);
    if (inside.length > 0)
      elements.push({
        type: isCode ? 'rich_text_preformatted' : 'rich_text_section',
        elements: inside,
      });
  });
  return [{ type: 'rich_text', block_id: blockId(text), elements }];
}

function leaves(text: string, styled: (words: string) => Element[]): Element[] {
  const found: Element[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > from) found.push(...styled(text.slice(from, match.index)));
    from = match.index + match[0].length;
    found.push(match[1] === undefined ? { type: 'emoji', name: match[2] } : control(match[1]));
  }
  if (from < text.length) found.push(...styled(text.slice(from)));
  return found;
}

const marks =
  /(?<![\w*])\*(?<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])|(?<!\w)_(?<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)|(?<![\w~])~(?<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])|`(?<code>[^`\n]+)`/g;

/** Plain words and those between marks, each with its style. */
function styled(text: string): Element[] {
  const found: Element[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    const [style, words] = Object.entries(match.groups ?? {}).find(([, each]) => each) ?? [];
    if (style === undefined || words === undefined) continue;
    if (match.index > from) found.push(plain(text.slice(from, match.index)));
    from = match.index + match[0].length;
    found.push({ ...plain(words), style: { [style]: true } });
  }
  if (from < text.length) found.push(plain(text.slice(from)));
  return found;
}

const plainOnly = (text: string): Element[] => [plain(text)];

const plain = (text: string): Element => ({
  type: 'text',
  text: text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
});

/** What stands between angle brackets, in Slack's own order of precedence. */
function control(inside: string): Element {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('!subteam^'))
    return { type: 'usergroup', usergroup_id: target.slice('!subteam^'.length) };
  if (target.startsWith('!date^')) {
    const [, seconds, format] = target.split('^');
    return { type: 'date', timestamp: Number(seconds), format, fallback: label ?? '' };
  }
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  return label === undefined
    ? { type: 'link', url: target }
    : { type: 'link', url: target, text: label };
}

/** Five characters that depend on the text alone. */
function blockId(text: string): string {
  let hash = 5381;
  for (let i = 0; i < text.length; i++) hash = (hash * 33 + text.charCodeAt(i)) >>> 0;
  return hash.toString(36).padStart(5, '0').slice(-5);
}
