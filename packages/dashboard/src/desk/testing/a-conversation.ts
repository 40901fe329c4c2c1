import type { ConversationView, MessageView } from '@belay/contract/desk/conversation';

/** A conversation that a test changes where it matters. */
export function aConversation(change: Partial<ConversationView> = {}): ConversationView {
  return {
    id: 'cnv_1',
    number: 12,
    agent: { id: 'agt_1', name: 'Fern' },
    visitor: {
      id: 'vis_1',
      name: 'Ada Park',
      email: null,
      email_verified: false,
      online: false,
      blocked: false,
    },
    state: 'agent',
    epoch: 1,
    turn: 1,
    cycle: 1,
    owner: null,
    claim: null,
    claimed_at: null,
    escalation: null,
    assignee: null,
    quiet_due: null,
    quiet_warning: false,
    snooze_until: null,
    unanswered: true,
    rating: null,
    language: null,
    page: null,
    last_message: { author: 'visitor', text: 'Hello', at: '2026-11-21T10:00:00.000Z' },
    seen_by_visitor: 0,
    seen_by_operator: 0,
    seq: 1,
    is_test: false,
    created_at: '2026-11-21T10:00:00.000Z',
    updated_at: '2026-11-21T10:00:00.000Z',
    closed_at: null,
    ...change,
  };
}

/** A conversation that waits since then. */
export function aWaiting(id: string, at: string): ConversationView {
  const escalation = { id: `esc_${id}`, reasons: [], at };
  return aConversation({ id, state: 'waiting', escalation, updated_at: at });
}

export function aMessage(change: Partial<MessageView> = {}): MessageView {
  return {
    id: `msg_${change.seq ?? 1}`,
    conversation_id: 'cnv_1',
    seq: 1,
    cycle: 1,
    turn: 1,
    author: { kind: 'visitor', id: 'vis_1', name: null },
    kind: 'text',
    text: 'Hello',
    line: null,
    citations: [],
    files: [],
    via: 'widget',
    client_id: null,
    taught: false,
    edited_at: null,
    deleted_at: null,
    created_at: '2026-11-21T10:00:00.000Z',
    ...change,
  };
}
