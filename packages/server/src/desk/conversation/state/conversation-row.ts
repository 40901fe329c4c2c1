import type {
  AuthorKind,
  ConversationState,
  EscalationReason,
  RatingView,
} from '@belay/contract/desk/conversation';
import type { Page } from '@belay/contract/desk/visitor';

/** A row of `conversation`: who holds it, and what every verb guards. */
export interface ConversationRow {
  tenant: string;
  id: string;
  /** bigint */
  number: number;
  agent: string;
  visitor: string;
  state: ConversationState;
  epoch: number;
  turn: number;
  answered_turn: number;
  seq: number;
  cycle: number;
  owner: string | null;
  claim: string | null;
  claimed_at: Date | null;
  last_owner: string | null;
  assignee: string | null;
  escalation: string | null;
  escalated_at: Date | null;
  escalation_reasons: ReasonRow[];
  quiet_due: Date | null;
  quiet_warn_at: Date | null;
  quiet_warned: boolean;
  snooze_until: Date | null;
  instruction: string | null;
  unknown_streak: number;
  failure_streak: number;
  language: string | null;
  page: Page | null;
  rating: (RatingView & { cycle?: number }) | null;
  rating_asked_cycle: number;
  last_message: LastMessage | null;
  visitor_spoke_at: Date | null;
  we_spoke_at: Date | null;
  visitor_seq: number;
  our_seq: number;
  seen_by_visitor: number;
  seen_by_operator: number;
  is_test: boolean;
  created_at: Date;
  updated_at: Date;
  closed_at: Date | null;
}

export interface ReasonRow {
  reason: EscalationReason;
  detail: string | null;
  at: string;
}

/** The newest public words, as lists show them. */
export interface LastMessage {
  author: AuthorKind;
  text: string;
  at: string;
  /** uuid of the message: an edit of it is an edit of this */
  id: string;
}

const longestPreview = 200;

export function lastMessage(author: AuthorKind, text: string, at: Date, id: string): string {
  const shown: LastMessage = {
    author,
    text: [...text.slice(0, 2 * longestPreview)].slice(0, longestPreview).join(''),
    at: at.toISOString(),
    id,
  };
  return JSON.stringify(shown);
}

/** The visitor spoke last. */
export function isUnanswered(row: Pick<ConversationRow, 'visitor_seq' | 'our_seq'>): boolean {
  return row.visitor_seq > row.our_seq;
}
