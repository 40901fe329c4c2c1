import type { NameBook } from '../model.ts';
import { type Fields, fields, flag, list, text } from '../parse/fields.ts';
import { blocks } from './blocks.ts';
import { link } from './link.ts';
import { mrkdwn } from './mrkdwn.ts';

/** What Slack puts into `fallback` by itself. */
const emptyFallback = '[no preview available]';

/** Text of a message's attachments. Unfurls are left out: Slack adds them later, by itself. */
export function attachments(raw: unknown[], names: NameBook): string {
  const read = raw.map(fields).filter((each) => !isUnfurl(each));
  return read
    .map((each) => attachmentText(each, names))
    .filter((part) => part !== '')
    .join('\n');
}

/** A forwarded message looks like an unfurl, but a person chose to share it. */
export function isUnfurl(attachment: Fields): boolean {
  if (flag(attachment.is_share)) return false;
  return (
    text(attachment.from_url) !== undefined ||
    text(attachment.original_url) !== undefined ||
    flag(attachment.is_msg_unfurl) ||
    flag(attachment.is_app_unfurl)
  );
}

function attachmentText(attachment: Fields, names: NameBook): string {
  const read = (member: unknown) => mrkdwn(text(member) ?? '', names).trim();
  const title = read(attachment.title);
  const titleLink = text(attachment.title_link);
  const parts = [
    read(attachment.pretext),
    title !== '' && titleLink !== undefined ? link(titleLink, title) : title,
    blocks(attachment.blocks, names) || read(attachment.text),
    ...list(attachment.fields).map((each) => fieldText(fields(each), read)),
  ].filter((part) => part !== '');
  if (parts.length > 0) return parts.join('\n');
  const fallback = read(attachment.fallback);
  return fallback.toLowerCase() === emptyFallback ? '' : fallback;
}

function fieldText(field: Fields, read: (member: unknown) => string): string {
  const title = read(field.title);
  const value = read(field.value);
  return title !== '' && value !== '' ? `${title}: ${value}` : title || value;
}
