import type { MemberEvent } from '../event.ts';
import { type Fields, text } from '../fields.ts';

export function memberEvent(event: Fields): MemberEvent | undefined {
  const channelId = text(event.channel);
  const userId = text(event.user);
  if (channelId === undefined || userId === undefined) return undefined;
  const kind = event.type === 'member_joined_channel' ? 'member_joined' : 'member_left';
  return { kind, channelId, userId };
}
