import type { Message, NameBook } from '../model.ts';
import { attachments } from './attachments.ts';
import { blocks } from './blocks.ts';
import { mrkdwn } from './mrkdwn.ts';

/**
 * A message as text that a person would read (MAP-7): its blocks if they say anything, else its
 * `text`, then its attachments. Files are not part of it. Never throws, whatever the blocks hold.
 */
export function render(
  message: Pick<Message, 'text' | 'blocks' | 'attachments'>,
  names: NameBook,
): string {
  const body = blocks(message.blocks, names) || mrkdwn(message.text, names);
  const attached = attachments(message.attachments, names);
  return [body, attached]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n');
}
