import type {
  Block,
  Button,
  CardMessage,
  Leaf,
  MetadataKind,
  Mrkdwn,
  PlainText,
  RichPart,
} from './block.ts';
import { actionId, type CardAction } from './button-value.ts';
import { cut, words } from './literal.ts';

/** Emoji codes stay codes: names of people and agents stand in these, too. */
export function plain(text: string, most: number): PlainText {
  return { type: 'plain_text', text: cut(text, most), emoji: false };
}

export function header(text: string): Block {
  return { type: 'header', text: plain(text, 150) };
}

/** Our own words and ids alone: anything else belongs into `rich_text`. */
export function mrkdwn(text: string): Mrkdwn {
  return { type: 'mrkdwn', text, verbatim: true };
}

export function context(lines: readonly string[]): Block[] {
  return lines.length === 0 ? [] : [{ type: 'context', elements: lines.slice(0, 10).map(mrkdwn) }];
}

export function rich(...elements: RichPart[]): Block[] {
  return elements.length === 0 ? [] : [{ type: 'rich_text', elements }];
}

export function section(lines: readonly (readonly Leaf[])[]): RichPart {
  return { type: 'rich_text_section', elements: lined(lines) };
}

export function quote(lines: readonly (readonly Leaf[])[]): RichPart {
  return { type: 'rich_text_quote', elements: lined(lines) };
}

function lined(lines: readonly (readonly Leaf[])[]): Leaf[] {
  return lines.flatMap((line, i) => (i === 0 ? line : [words('\n'), ...line]));
}

export function button(action: CardAction, text: string, more: Partial<Button> = {}): Button {
  return { type: 'button', action_id: actionId(action), text: plain(text, 75), ...more };
}

/** Only http and https, and as long as Slack takes it. */
export function linkButton(action: CardAction, text: string, url: string): Button[] {
  return isWebLink(url) ? [button(action, text, { url })] : [];
}

export function isWebLink(url: string): boolean {
  return url.length <= 3000 && /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}

export function actions(elements: Button[]): Block[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** `<#C…>`; nothing that doesn't look like a channel's id reaches mrkdwn. */
export function channelMention(id: string): string {
  return /^[CGD][A-Z0-9]{1,20}$/.test(id) ? `<#${id}>` : '#?';
}

export function groupMention(id: string): string {
  return /^S[A-Z0-9]{1,20}$/.test(id) ? `<!subteam^${id}>` : '';
}

export function personMention(id: string): string {
  return /^[UW][A-Z0-9]{1,20}$/.test(id) ? `<@${id}>` : '';
}

/** `text` is mrkdwn: what is a stranger's in it has passed `fallback`. */
export function cardMessage(
  text: string,
  blocks: Block[],
  metadata?: { kind: MetadataKind; key: string },
): CardMessage {
  return {
    text,
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    ...(metadata
      ? { metadata: { event_type: metadata.kind, event_payload: { key: metadata.key } } }
      : {}),
  };
}
