import { z } from 'zod';
import { line, plain } from './text.ts';
import type { Page } from './visitor.ts';

/** Who holds a conversation (DSK-4): the AI speaks in `agent` alone. */
export const conversationStates = ['agent', 'waiting', 'human', 'closed'] as const;
export type ConversationState = (typeof conversationStates)[number];

/** Why a person is wanted. `rule` names the rule in `detail`. */
export const escalationReasons = [
  'visitor',
  'agent',
  'rule',
  'api',
  'model_failed',
  'low_rating',
  /** who had it gave it back, was silent for too long, or left the team: see `detail` */
  'returned',
] as const;
export type EscalationReason = (typeof escalationReasons)[number];

export interface Named {
  id: string;
  name: string;
}

/** A conversation as operators see it. */
export interface ConversationView {
  id: string;
  /** counts up within the organisation */
  number: number;
  agent: Named;
  visitor: {
    id: string;
    name: string | null;
    email: string | null;
    email_verified: boolean;
    online: boolean;
    blocked: boolean;
  };
  state: ConversationState;
  /** grows with every change of state or owner; a button made for another one is refused */
  epoch: number;
  /** grows with every visitor message and every epoch: the AI's words carry the one they answer */
  turn: number;
  /** grows with every reopening */
  cycle: number;
  owner: Named | null;
  /** of the ownership */
  claim: string | null;
  claimed_at: string | null;
  escalation: {
    id: string;
    reasons: { reason: EscalationReason; detail: string | null; at: string }[];
    at: string;
  } | null;
  assignee: Named | null;
  /** after this moment an owner's silence gives the conversation back to the queue */
  quiet_due: string | null;
  /** half of the quiet time is over: a colleague may take it without asking an admin */
  quiet_warning: boolean;
  snooze_until: string | null;
  /** the visitor spoke last and nobody answered */
  unanswered: boolean;
  rating: RatingView | null;
  language: string | null;
  page: Page | null;
  last_message: { author: AuthorKind; text: string; at: string } | null;
  /** how far the visitor has read, seq */
  seen_by_visitor: number;
  /** how far our people have read, seq */
  seen_by_operator: number;
  /** of the newest message, whatever its kind */
  seq: number;
  is_test: boolean;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
}

export const authorKinds = ['visitor', 'agent', 'operator', 'system'] as const;
export type AuthorKind = (typeof authorKinds)[number];

/** What an answer stands on. Operators see all of it; visitors what the agent's `citations` allow. */
export interface Citation {
  /** as in the text: `[1]` */
  n: number;
  label: string;
  /** e.g. `slack`, `site`, `document`, `text`, `qa`, `desk` */
  source: string;
  said_at: string | null;
  url: string | null;
  /** operators only */
  event_id?: string;
  author?: string | null;
  quote?: string;
}

export interface FileView {
  id: string;
  name: string;
  size: number;
  content_type: string;
  /** signed, works for 5 minutes (SEC-5) */
  url: string;
}

/** Fixed sentences with their parameters: each reader says them in their own language. */
export type LineCode =
  | 'escalated_open'
  | 'escalated_closed'
  | 'joined'
  | 'left'
  | 'handed_back'
  | 'waiting_again'
  /** everybody was asked, and nobody came yet */
  | 'nobody_free'
  | 'continued_with_agent'
  | 'closed'
  | 'closed_idle'
  | 'reopened'
  | 'agent_unavailable'
  | 'lead_received'
  | 'assigned'
  | 'action_done'
  | 'action_failed'
  | 'rated';

/** One message as operators see it; `seq` orders a conversation without gaps. */
export interface MessageView {
  id: string;
  conversation_id: string;
  seq: number;
  cycle: number;
  turn: number;
  author: { kind: AuthorKind; id: string | null; name: string | null };
  /** `note`: only the team sees it; `draft`: what the AI was about to say when a person took over */
  kind: 'text' | 'line' | 'note' | 'draft';
  text: string;
  line: { code: LineCode; params: Record<string, string> } | null;
  citations: Citation[];
  files: FileView[];
  via: 'widget' | 'dashboard' | 'slack' | 'api' | 'mail' | 'agent';
  client_id: string | null;
  /** remembered for the next visitor (DSK-7) */
  taught: boolean;
  edited_at: string | null;
  deleted_at: string | null;
  created_at: string;
}

/** `GET /v1/desk/conversations`, most urgent first in `waiting`, newest first elsewhere. */
export const queues = ['waiting', 'mine', 'open', 'snoozed', 'closed', 'all'] as const;
export type Queue = (typeof queues)[number];
export const conversationsQuery = z.object({
  queue: z.enum(queues).default('all'),
  agent_id: z.string().max(60).optional(),
  visitor_id: z.string().max(60).optional(),
  query: plain(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(40),
});
export interface ConversationsPage {
  items: ConversationView[];
  next_cursor: string | null;
}
/** `GET /v1/desk/counts`. */
export type QueueCounts = Record<Queue, number>;

/** `GET /v1/desk/conversations/{id}`. */
export interface ConversationDetail {
  conversation: ConversationView;
  /** the newest 200 in order; `GET …/messages?before=<seq>` pages back */
  messages: MessageView[];
  has_earlier: boolean;
}

/** `GET …/messages?before=<seq>`: older ones in order, 100 at most. */
export interface MessagesPage {
  items: MessageView[];
  has_earlier: boolean;
}
/** What every verb answers: how things stand now, and what it wrote. */
export interface VerbAnswer {
  conversation: ConversationView;
  message: MessageView | null;
}

/** What a button was made for: a verb whose moment is over is refused in words (DSK-8). */
const seen = { claim: z.string().max(60).optional(), epoch: z.number().int().optional() };

/** `POST …/take-over`. With `text`: the reply goes in the same commit. */
export const takeOverBody = z.strictObject({
  text: plain(8000).optional(),
  client_id: line(80).optional(),
});
/** `POST …/steal`, from a colleague; asks first in the dashboard. */
export const stealBody = z.strictObject({ claim: z.string().max(60) });
/** `POST …/messages`. `leave`: sends as a person and leaves the conversation with the agent. */
export const replyBody = z.strictObject({
  text: plain(8000),
  note: z.boolean().default(false),
  file_ids: z.array(z.string().max(60)).max(10).default([]),
  /** made by the sender: sent twice is written once */
  client_id: line(80),
  leave: z.boolean().default(false),
});
/** `PATCH …/messages/{id}`, by its author. */
export const editMessageBody = z.strictObject({ text: plain(8000) });
/** `POST …/messages/{id}/teach`: remembered or not. */
export const teachBody = z.strictObject({ taught: z.boolean() });
export const handBackBody = z.strictObject({ ...seen, instruction: plain(2000).optional() });
export const releaseBody = z.strictObject(seen);
export const closeBody = z.strictObject(seen);
export const reopenBody = z.strictObject({});
/** `person_id: null` takes a mention back. */
export const assignBody = z.strictObject({ ...seen, person_id: z.string().max(60).nullable() });
export const snoozeBody = z.strictObject({ until: z.iso.datetime({ offset: true }).nullable() });
/** `POST …/escalate` by the API or an operator. */
export const escalateBody = z.strictObject({ detail: plain(500).optional() });

/** thumbs or stars, and what goes with them */
export const ratingBody = z.strictObject({
  thumb: z.enum(['up', 'down']).optional(),
  stars: z.number().int().min(1).max(5).optional(),
  comment: plain(2000).default(''),
});
export interface RatingView {
  thumb: 'up' | 'down' | null;
  stars: number | null;
  comment: string;
  low: boolean;
  at: string;
}
