import type { WidgetEvent } from '@belay/contract/desk/stream';
import type {
  WidgetConversation,
  WidgetMessage,
  WidgetTranscript,
} from '@belay/contract/desk/widget';
import type { Talk, Thread } from './chat-state.ts';

/** How long somebody who typed is shown as typing, ms; they say it again while they go on. */
const typingMs = 6_000;

/**
 * What is known after an event. Events may come twice, and older than what was read meanwhile: the
 * newer word about a thing stands. `reset` is for whoever reads again.
 */
export function applyEvent(talk: Talk, event: WidgetEvent, now: number): Talk {
  switch (event.kind) {
    case 'conversation':
      return withConversation(talk, event.conversation);
    case 'message':
      return withMessages(talk, event.conversation_id, [event.message]);
    case 'draft': {
      const { conversation_id: id, turn, attempt, n, text } = event;
      const draft = talk.drafts[id];
      if (turn <= (talk.cancelled[id] ?? 0)) return talk;
      // the assistant speaks in conversations of its own alone
      if ((talk.conversations[id]?.state ?? 'agent') !== 'agent') return talk;
      if (draft && (turn < draft.turn || (turn === draft.turn && attempt < draft.attempt)))
        return talk;
      const goesOn = draft?.turn === turn && draft.attempt === attempt;
      const parts = { ...(goesOn ? draft.parts : {}), [n]: text };
      return {
        ...talk,
        typing: without(talk.typing, id),
        drafts: { ...talk.drafts, [id]: { turn, attempt, parts } },
      };
    }
    case 'draft_cancelled': {
      const { conversation_id: id, turn, reason } = event;
      const draft = talk.drafts[id];
      // its message is on its way and takes the draft's place without a jump
      if (reason === 'done') return talk;
      const drafts = draft && draft.turn <= turn ? without(talk.drafts, id) : talk.drafts;
      // the same turn is tried again: its next attempt may speak
      if (reason === 'retry') return { ...talk, drafts };
      const cancelled = Math.max(turn, talk.cancelled[id] ?? 0);
      return { ...talk, drafts, cancelled: { ...talk.cancelled, [id]: cancelled } };
    }
    case 'typing': {
      const typing = { name: event.name, until: now + typingMs };
      return { ...talk, typing: { ...talk.typing, [event.conversation_id]: typing } };
    }
    case 'seen': {
      const known = talk.conversations[event.conversation_id];
      if (!known || known.seen_by_operator >= event.seq) return talk;
      const seen = { ...known, seen_by_operator: event.seq };
      return { ...talk, conversations: { ...talk.conversations, [known.id]: seen } };
    }
    case 'erased': {
      const id = event.conversation_id;
      return {
        conversations: without(talk.conversations, id),
        threads: without(talk.threads, id),
        drafts: without(talk.drafts, id),
        cancelled: talk.cancelled,
        typing: without(talk.typing, id),
      };
    }
    case 'reset':
      return talk;
  }
}

/** A conversation as the server has it now; a draft ends with the assistant's part in it. */
export function withConversation(talk: Talk, conversation: WidgetConversation): Talk {
  const { id, state, turn } = conversation;
  const known = talk.conversations[id];
  if (known && Date.parse(known.updated_at) > Date.parse(conversation.updated_at)) return talk;
  const draft = talk.drafts[id];
  const isOver = draft !== undefined && (state !== 'agent' || draft.turn < turn);
  // its mark goes ahead of the conversation: an answer under way tells an older one
  const seen_by_operator = Math.max(conversation.seen_by_operator, known?.seen_by_operator ?? 0);
  return {
    ...talk,
    conversations: { ...talk.conversations, [id]: { ...conversation, seen_by_operator } },
    drafts: isOver ? without(talk.drafts, id) : talk.drafts,
  };
}

/**
 * A page of a conversation as it was read. The newest one takes the place of all that was known, but
 * for what came since: who knows what was missed in between.
 */
export function withTranscript(talk: Talk, page: WidgetTranscript, isNewest: boolean): Talk {
  const { id } = page.conversation;
  const known = talk.threads[id]?.messages ?? [];
  const last = page.messages.at(-1)?.seq ?? 0;
  const thread: Thread = {
    messages: isNewest ? known.filter(({ seq }) => seq > last) : known,
    hasEarlier: page.has_earlier,
    isRead: true,
  };
  const emptied = { ...talk, threads: { ...talk.threads, [id]: thread } };
  return withConversation(withMessages(emptied, id, page.messages), page.conversation);
}

/** Messages put where they belong; each takes the place of an older version of itself. */
export function withMessages(talk: Talk, id: string, messages: readonly WidgetMessage[]): Talk {
  const known: Thread = talk.threads[id] ?? {
    messages: [],
    hasEarlier: (messages[0]?.seq ?? 1) > 1,
    isRead: false,
  };
  const bySeq = new Map(known.messages.map((message) => [message.seq, message]));
  for (const message of messages) {
    const before = bySeq.get(message.seq);
    if (!before || version(before) <= version(message)) bySeq.set(message.seq, message);
  }
  const thread = { ...known, messages: [...bySeq.values()].sort((a, b) => a.seq - b.seq) };
  const draft = talk.drafts[id];
  const answered = messages.some(
    ({ author, kind, turn }) =>
      author.kind === 'agent' && kind === 'text' && turn >= (draft?.turn ?? 0),
  );
  const spoke = messages.some(({ author }) => author.kind === 'operator');
  return {
    ...talk,
    threads: { ...talk.threads, [id]: thread },
    drafts: draft && (answered || spoke) ? without(talk.drafts, id) : talk.drafts,
    typing: answered || spoke ? without(talk.typing, id) : talk.typing,
  };
}

/** When it was last changed, ms. */
function version({ created_at, edited_at, deleted_at }: WidgetMessage): number {
  return Math.max(...[created_at, edited_at, deleted_at].map((at) => (at ? Date.parse(at) : 0)));
}

function without<T>(record: Record<string, T>, id: string): Record<string, T> {
  if (!(id in record)) return record;
  const { [id]: _, ...rest } = record;
  return rest;
}
