import type { NameBook } from '../model.ts';
import { fields, text } from '../parse/fields.ts';
import { mrkdwn } from './mrkdwn.ts';

/** Block Kit's text object, or the bare string that some blocks have in its place. */
export function textObject(raw: unknown, names: NameBook): string {
  if (typeof raw === 'string') return mrkdwn(raw, names);
  const object = fields(raw);
  const source = text(object.text) ?? '';
  // Slack escapes in plain text, too; only its tokens mean nothing there, and it has none
  return object.type === 'raw_text' ? source : mrkdwn(source, names);
}
