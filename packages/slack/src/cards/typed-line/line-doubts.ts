import type { Message } from '../../model.ts';
import { fields, flag, list, text } from '../../parse/fields.ts';
import type { HeldReason } from '../held-prompt.ts';
import { readings } from './internal-mark.ts';

export type Doubt = Extract<
  HeldReason,
  'mentions' | 'permalink' | 'secret' | 'emoji_only' | 'old' | 'before_claim' | 'refused_file'
>;

/** Five minutes: what is older was typed to another moment of the conversation. */
export const staleMs = 5 * 60_000;

/** What in a line's own words a visitor should perhaps not read. */
export function doubtsOfWords(
  message: Pick<Message, 'text' | 'blocks' | 'attachments' | 'files'>,
  isSecret: (text: string) => boolean,
): Doubt[] {
  const read = readings(message);
  const leaves = leavesOf(message.blocks, 0);
  const addresses = leaves.flatMap(({ url }) => text(url) ?? []);
  const found: Record<string, boolean> = {
    mentions: read.some(mentions) || leaves.some(({ type }) => mentioning.has(text(type) ?? '')),
    permalink: [...read, ...addresses].some(linksToSlack) || message.attachments.some(isShared),
    secret: [...read, ...addresses].some(isSecret),
    emoji_only: message.files.length === 0 && read.every(isEmojiOnly),
  };
  return ofWords.filter((doubt) => found[doubt]);
}

/** In the order in which they are asked about. */
const ofWords = ['mentions', 'permalink', 'secret', 'emoji_only'] as const;

const mentioning: ReadonlySet<string> = new Set([
  'user',
  'usergroup',
  'channel',
  'broadcast',
  'team',
]);

/** Slack's tokens, and the broadcasts also where it made none of them. */
function mentions(reading: string): boolean {
  return (
    /<[@#][A-Z0-9]|<!(?!date\^)/.test(reading) ||
    /(?:^|[^\p{L}\p{N}._%+-])[@＠](?:here|channel|everyone|group)(?![\p{L}\p{N}@.])/iu.test(reading)
  );
}

/** A workspace's own addresses: messages, files, canvases. */
function linksToSlack(reading: string): boolean {
  return (
    /\bslack:\/\//i.test(reading) ||
    /(?<![\w.-])(?!www\.)(?:[a-z0-9-]{1,63}\.){1,3}slack(?:-gov)?\.com(?![\w.-]*[\w-])/i.test(
      reading,
    ) ||
    /(?<![\w.-])slack(?:-gov)?\.com\/(?:archives|files|docs|canvas|client|team)\b/i.test(reading)
  );
}

/** A message shared from elsewhere in Slack, or its unfurl. */
function isShared(raw: unknown): boolean {
  const attachment = fields(raw);
  return (
    flag(attachment.is_share) ||
    flag(attachment.is_msg_unfurl) ||
    attachment.message_blocks !== undefined ||
    (text(attachment.channel_id) !== undefined && text(attachment.ts) !== undefined) ||
    linksToSlack(text(attachment.from_url) ?? '')
  );
}

/** Nothing at all counts, too: there is nothing to send. */
function isEmojiOnly(reading: string): boolean {
  const left = reading
    .replaceAll(/:[\p{L}\p{N}_+'-]{1,100}:/gu, '')
    .replaceAll(/[0-9#*]\ufe0f?\u20e3/g, '')
    .replaceAll(/[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}]/gu, '')
    .replaceAll(/[\s\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '');
  return left === '';
}

const deepest = 12;

function leavesOf(raw: unknown, depth: number): Record<string, unknown>[] {
  if (depth > deepest) return [];
  return list(raw).flatMap((each) => {
    const part = fields(each);
    return [part, ...leavesOf(part.elements, depth + 1)];
  });
}
