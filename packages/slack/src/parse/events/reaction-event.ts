import { isTs } from '../../ids/ts.ts';
import type { ReactionEvent } from '../event.ts';
import { defined, type Fields, fields, text } from '../fields.ts';

/** A reaction to a message; files and file comments had them once, too, and are no messages. */
export function reactionEvent(event: Fields): ReactionEvent | undefined {
  const item = fields(event.item);
  const channelId = text(item.channel);
  const userId = text(event.user);
  const emoji = text(event.reaction);
  const { ts } = item;
  if (!channelId || !userId || !emoji || !isTs(ts)) return undefined;
  return defined({
    kind:
      event.type === 'reaction_added' ? ('reaction_added' as const) : ('reaction_removed' as const),
    channelId,
    ts,
    userId,
    emoji,
    authorId: text(event.item_user),
  });
}
