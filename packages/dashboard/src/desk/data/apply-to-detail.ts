import type {
  ConversationDetail,
  ConversationView,
  MessageView,
} from '@belay/contract/desk/conversation';
import type { DeskEvent } from '@belay/contract/desk/stream';
import { newerConversation, newerMessage } from './newer.ts';

/** A conversation after an event that may concern it. The same object if nothing changed. Pure. */
export function applyToDetail(detail: ConversationDetail, event: DeskEvent): ConversationDetail {
  const { conversation } = detail;
  switch (event.kind) {
    case 'conversation':
      return event.conversation.id === conversation.id
        ? { ...detail, conversation: newerConversation(conversation, event.conversation) }
        : detail;
    case 'message':
      return event.conversation_id === conversation.id
        ? withMessage(detail, event.message)
        : detail;
    case 'seen':
    case 'online': {
      const next = applyMark(conversation, event);
      return next === conversation ? detail : { ...detail, conversation: next };
    }
    default:
      return detail;
  }
}

/** What is no state but a mark: how far somebody read, whether the visitor is there. Pure. */
export function applyMark(
  view: ConversationView,
  event: Extract<DeskEvent, { kind: 'seen' | 'online' }>,
): ConversationView {
  if (event.kind === 'online')
    return event.visitor_id === view.visitor.id && view.visitor.online !== event.online
      ? { ...view, visitor: { ...view.visitor, online: event.online } }
      : view;
  const mark = event.by === 'visitor' ? 'seen_by_visitor' : 'seen_by_operator';
  return event.conversation_id === view.id && view[mark] < event.seq
    ? { ...view, [mark]: event.seq }
    : view;
}

/** With a message that is new or changed, in its place by `seq`. Pure. */
export function withMessage(detail: ConversationDetail, came: MessageView): ConversationDetail {
  const { messages } = detail;
  const at = messages.findIndex(({ id }) => id === came.id);
  const known = messages[at];
  if (known) {
    const next = newerMessage(known, came);
    return next === known ? detail : { ...detail, messages: messages.with(at, next) };
  }
  const first = messages[0];
  // older than what was read: it comes with its page
  if (first && came.seq < first.seq && detail.has_earlier) return detail;
  const place = messages.findLastIndex(({ seq }) => seq < came.seq) + 1;
  return { ...detail, messages: messages.toSpliced(place, 0, came) };
}

/**
 * What was read anew, with the earlier messages that were loaded before in front, if they join: who
 * reads up there is not thrown to the end. Pure.
 */
export function withKnownEarlier(
  fresh: ConversationDetail,
  known: ConversationDetail,
): ConversationDetail {
  const first = fresh.messages[0];
  if (!first || !fresh.has_earlier) return fresh;
  const joins = known.messages.some(({ seq }) => seq === first.seq || seq === first.seq - 1);
  return joins ? withEarlier(fresh, known.messages, known.has_earlier) : fresh;
}

/** With a page of earlier messages in front. Pure. */
export function withEarlier(
  detail: ConversationDetail,
  earlier: MessageView[],
  hasEarlier: boolean,
): ConversationDetail {
  const first = detail.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  return {
    ...detail,
    messages: [...earlier.filter(({ seq }) => seq < first), ...detail.messages],
    has_earlier: hasEarlier,
  };
}
