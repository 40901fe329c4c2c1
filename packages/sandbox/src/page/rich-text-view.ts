import { html } from 'hono/html';
import { isObject } from '../api/block-rules.ts';
import { dateView } from './date-view.ts';
import { emojiSign } from './emoji-sign.ts';
import type { Markup } from './markup.ts';
import type { Names } from './mrkdwn.ts';

type Json = Record<string, unknown>;

const partsOf = (part: Json): Json[] =>
  Array.isArray(part.elements) ? part.elements.filter(isObject) : [];

/** A rich_text block: sections, lists, quotes, code, and the words in them. */
export function richTextView(names: Names, block: Json): Markup {
  return html`${partsOf(block).map((part) => {
    switch (part.type) {
      case 'rich_text_list':
        return html`<ul>${partsOf(part).map((item) => html`<li>${leaves(names, item)}</li>`)}</ul>`;
      case 'rich_text_quote':
        return html`<q>${leaves(names, part)}</q>`;
      case 'rich_text_preformatted':
        return html`<pre tabindex="0">${leaves(names, part)}</pre>`;
      default:
        return html`<div class="lines">${leaves(names, part)}</div>`;
    }
  })}`;
}

const leaves = (names: Names, part: Json): Markup =>
  html`${partsOf(part).map((leaf) => leafView(names, leaf))}`;

function leafView(names: Names, leaf: Json): Markup | string {
  const text = typeof leaf.text === 'string' ? leaf.text : '';
  switch (leaf.type) {
    case 'user':
      return html`<b class="mention">@${names.person(String(leaf.user_id)) ?? String(leaf.user_id)}</b>`;
    case 'channel':
      return html`<b class="mention">#${names.channel(String(leaf.channel_id)) ?? String(leaf.channel_id)}</b>`;
    case 'usergroup': {
      const id = String(leaf.usergroup_id);
      return html`<b class="mention">@${names.group(id) ?? id}</b>`;
    }
    case 'date':
      return dateView(Number(leaf.timestamp), String(leaf.format), String(leaf.fallback ?? ''));
    case 'broadcast':
      return html`<b class="mention">@${String(leaf.range)}</b>`;
    case 'emoji':
      return emojiSign(String(leaf.name));
    case 'link': {
      const url = String(leaf.url);
      return /^(https?:\/\/|mailto:)/i.test(url)
        ? html`<a href="${url}" rel="noopener noreferrer nofollow">${text || url}</a>`
        : text || url;
    }
    default:
      return styled(text, isObject(leaf.style) ? leaf.style : {});
  }
}

function styled(text: string, style: Json): Markup | string {
  if (style.code) return html`<code>${text}</code>`;
  if (style.bold) return html`<strong>${text}</strong>`;
  if (style.italic) return html`<em>${text}</em>`;
  return style.strike ? html`<s>${text}</s>` : text;
}
