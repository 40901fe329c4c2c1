import type { ConversationView, MessageView } from '@belay/contract/desk/conversation';

/**
 * Of two sightings of one conversation, the one that is true now: an answer and the stream may bring
 * them in either order. Where nothing tells them apart the one that came later wins. Pure.
 */
export function newerConversation(
  known: ConversationView,
  came: ConversationView,
): ConversationView {
  const order =
    came.epoch - known.epoch ||
    came.turn - known.turn ||
    came.seq - known.seq ||
    Date.parse(came.updated_at) - Date.parse(known.updated_at);
  const newer = order < 0 ? known : came;
  // what was read stays read
  return {
    ...newer,
    seen_by_visitor: Math.max(known.seen_by_visitor, came.seen_by_visitor),
    seen_by_operator: Math.max(known.seen_by_operator, came.seen_by_operator),
  };
}

/** The same of a message: the last edit or deletion stands. Pure. */
export function newerMessage(known: MessageView, came: MessageView): MessageView {
  return changedAt(came) < changedAt(known) ? known : came;
}

function changedAt({ edited_at, deleted_at }: MessageView): number {
  return Math.max(...[edited_at, deleted_at].map((at) => (at === null ? 0 : Date.parse(at))));
}
