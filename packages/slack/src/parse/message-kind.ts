import type { Message } from '../model.ts';

/** Told by Slack about the channel, not said by anyone in it. The last six are undocumented. */
const housekeeping: ReadonlySet<string> = new Set([
  ...['archive', 'join', 'leave', 'name', 'purpose', 'topic', 'unarchive'].flatMap((what) => [
    `channel_${what}`,
    `group_${what}`,
  ]),
  'assistant_app_thread',
  'channel_convert_to_private',
  'channel_convert_to_public',
  'channel_posting_permissions',
  'document_mention',
  'file_mention',
  'message_changed',
  'message_deleted',
  'message_replied',
  'pinned_item',
  'unpinned_item',
  'reminder_add',
  'huddle_thread',
  'bot_add',
  'bot_remove',
  'bot_disable',
  'sh_room_created',
  'channel_canvas_updated',
]);

/** How a message is treated; an unknown subtype is content, as Slack advises to show its `text`. */
export function messageKind(
  subtype: string | undefined,
  userId: string | undefined,
): Message['kind'] {
  if (subtype === 'tombstone') return 'tombstone';
  // Slack's own placeholder author where a customer key was withdrawn
  if (subtype === 'ekm_access_denied' || userId === 'UREVOKEDU') return 'withheld';
  return subtype !== undefined && housekeeping.has(subtype) ? 'housekeeping' : 'content';
}
