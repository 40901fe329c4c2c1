import { z } from 'zod';
import type { AgentSettings, WidgetLanguage } from './agent.ts';
import type { ConversationState, FileView, MessageView, RatingView } from './conversation.ts';
import type { HoursState } from './hours.ts';
import { email, line, plain } from './text.ts';
import { identity, page } from './visitor.ts';

/** `GET /v1/widget/agents/{id}`: what the frame needs before anybody speaks. */
export interface WidgetAgent {
  id: string;
  name: string;
  greeting: string;
  starters: string[];
  languages: WidgetLanguage[];
  look: AgentSettings['look'];
  lead_form: AgentSettings['lead_form'];
  rating: AgentSettings['rating'];
  files: boolean;
  hours: HoursState;
  /** false: paused or private; conversations with people go on */
  serves: boolean;
}

/** `POST /v1/widget/session`. Without a token a new visitor is made and its token told, once. */
export const sessionBody = z.strictObject({
  agent_id: z.string().max(60),
  language: plain(35).optional(),
  page: page.optional(),
  identity: identity.optional(),
});
export interface WidgetSession {
  /** goes into `Authorization: Bearer`, never into an address; absent where one was sent and stands */
  token?: string;
  visitor: { id: string; name: string | null; email: string | null; verified: boolean };
  agent: WidgetAgent;
  /** newest first */
  conversations: WidgetConversation[];
}

/** A conversation as its visitor sees it. */
export interface WidgetConversation {
  id: string;
  state: ConversationState;
  epoch: number;
  turn: number;
  cycle: number;
  /** who speaks for us; a person's first name while one does, and the path of their face */
  owner: { name: string; picture: string | null } | null;
  escalation: { id: string; at: string } | null;
  rating: RatingView | null;
  /** asked once per cycle */
  ask_rating: boolean;
  seen_by_operator: number;
  last_message: { author: MessageView['author']['kind']; text: string; at: string } | null;
  unread: number;
  created_at: string;
  updated_at: string;
}

/** A message as its visitor sees it: no notes, no drafts, no more of a source than is allowed. */
export interface WidgetMessage {
  id: string;
  seq: number;
  turn: number;
  /** `picture`: the path of a person's face, on Belay's own origin */
  author: { kind: MessageView['author']['kind']; name: string | null; picture: string | null };
  kind: 'text' | 'line';
  text: string;
  line: MessageView['line'];
  citations: { n: number; label: string; said_at: string | null; url: string | null }[];
  files: FileView[];
  client_id: string | null;
  edited_at: string | null;
  deleted_at: string | null;
  created_at: string;
}

/** `POST /v1/widget/messages`. Without a conversation: the open one, or a new one. */
export const visitorMessageBody = z.strictObject({
  conversation_id: z.string().max(60).nullable().default(null),
  /** false: starts another one beside those that are there */
  resume: z.boolean().default(true),
  text: plain(8000),
  file_ids: z.array(z.string().max(60)).max(10).default([]),
  client_id: line(80),
  page: page.optional(),
  language: plain(35).optional(),
});
export interface VisitorMessageAnswer {
  conversation: WidgetConversation;
  message: WidgetMessage;
}

/** `GET /v1/widget/conversations/{id}`. */
export interface WidgetTranscript {
  conversation: WidgetConversation;
  messages: WidgetMessage[];
  has_earlier: boolean;
}

/** `POST …/seen`. */
export const seenBody = z.strictObject({ seq: z.number().int().min(0) });
/** `POST /v1/widget/conversations/{id}/continue`: which waiting ends. */
export const continueBody = z.strictObject({ escalation_id: z.string().max(60) });
/** `POST …/close`. */
export const visitorCloseBody = z.strictObject({ epoch: z.number().int().optional() });

/** `POST /v1/widget/leads`: by field key; an e-mail is checked, and stays unverified. */
export const leadBody = z.strictObject({
  fields: z.record(z.string().max(32), plain(500)),
  conversation_id: z.string().max(60).nullable().default(null),
});
/** `POST …/mail`: where to reach somebody who can't wait. */
export const mailOfferBody = z.strictObject({ email });
