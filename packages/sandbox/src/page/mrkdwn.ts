import { html } from 'hono/html';
import { dateView } from './date-view.ts';
import { emojiSign } from './emoji-sign.ts';
import type { Markup } from './markup.ts';

/** What names stand for in a text; unknown ids are shown as they are. */
export interface Names {
  person(id: string): string | undefined;
  channel(id: string): string | undefined;
  group(id: string): string | undefined;
}

/** A message's mrkdwn as HTML. Every word of it is escaped: nothing that people write is markup. */
export function mrkdwnMarkup(text: string, names: Names): Markup {
  const parts = text.split('```');
  return html`${parts.map((part, index) => {
    const closed = index < parts.length - 1 || index % 2 === 0;
    if (index % 2 === 1 && closed)
      return html`<pre tabindex="0">${plain(part.replace(/^\n|\n$/g, ''))}</pre>`;
    return lines(index % 2 === 1 ? `\`\`\`${part}` : part, names);
  })}`;
}

function lines(text: string, names: Names): Markup {
  const trimmed = text.replace(/^\n|\n$/g, '');
  return html`${trimmed.split('\n').map((line, index) => {
    const quote = /^(?:&gt;|>) ?/.exec(line);
    if (quote) return html`<q>${inline(line.slice(quote[0].length), names)}</q>`;
    return html`${index > 0 ? html`<br>` : ''}${inline(line, names)}`;
  })}`;
}

const grammar =
  /`(?<code>[^`\n]+)`|<(?<control>[^<>\s][^<>]*)>|:(?<emoji>[a-z0-9_+-]+(?:::skin-tone-[2-6])?):|(?<![\w*])\*(?<bold>[^*\n]+)\*(?![\w*])|(?<![\w_])_(?<italic>[^_\n]+)_(?![\w_])|(?<![\w~])~(?<struck>[^~\n]+)~(?![\w~])/g;

function inline(text: string, names: Names): Markup {
  const found: (Markup | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(grammar)) {
    found.push(plain(text.slice(from, match.index)));
    from = match.index + match[0].length;
    const { code, control, emoji, bold, italic, struck } = match.groups ?? {};
    if (code) found.push(html`<code>${plain(code)}</code>`);
    else if (control) found.push(controlMarkup(control, names));
    else if (emoji) found.push(emojiSign(emoji));
    else if (bold) found.push(html`<strong>${inline(bold, names)}</strong>`);
    else if (italic) found.push(html`<em>${inline(italic, names)}</em>`);
    else if (struck) found.push(html`<s>${inline(struck, names)}</s>`);
  }
  found.push(plain(text.slice(from)));
  return html`${found}`;
}

/** Mentions, channels, links. Only web and mail addresses become links. */
function controlMarkup(control: string, names: Names): Markup {
  const [target = '', label] = control.split('|', 2);
  const id = target.slice(1);
  if (target.startsWith('@'))
    return html`<b class="mention">@${names.person(id) ?? label ?? id}</b>`;
  if (target.startsWith('#'))
    return html`<b class="mention">#${names.channel(id) ?? label ?? id}</b>`;
  const [, seconds, format] = /^!date\^(-?\d+)\^([^^]+)/.exec(target) ?? [];
  if (format !== undefined)
    return html`${dateView(Number(seconds), plain(format), plain(label ?? format))}`;
  const [, group] = /^!subteam\^(\w+)/.exec(target) ?? [];
  if (group !== undefined)
    return html`<b class="mention">@${names.group(group) ?? label ?? group}</b>`;
  if (target.startsWith('!'))
    return html`<b class="mention">@${label ?? id.split('^')[0] ?? id}</b>`;
  if (!/^(https?:\/\/|mailto:)/i.test(target)) return html`${plain(label ?? target)}`;
  return html`<a href="${plain(target)}" rel="noopener noreferrer nofollow">${plain(label ?? target)}</a>`;
}

/** Slack escapes three characters; what they stand for is escaped again as HTML by `html`. */
const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
