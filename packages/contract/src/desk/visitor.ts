import { z } from 'zod';
import type { ConversationView } from './conversation.ts';
import { email, line, plain } from './text.ts';

/** Where a visitor is while they write; from their browser, so a claim and no more. */
export const page = z.strictObject({
  url: plain(2000),
  title: plain(300).default(''),
});
export type Page = z.output<typeof page>;

/**
 * Who the embedding site says the visitor is, signed with the agent's identity secret: hex
 * HMAC-SHA-256 over `<external_id>\n<expires_at>\n<email or empty>\n<name or empty>` (DSK-9), each
 * as it is sent. Line feeds, because no field holds one: nobody can move a boundary between them.
 */
export const identity = z.strictObject({
  external_id: line(200),
  /** seconds since the epoch, at most an hour ahead */
  expires_at: z.number().int(),
  email: email.optional(),
  name: line(120).optional(),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Identity = z.output<typeof identity>;

export interface VisitorView {
  id: string;
  /** null: anonymous */
  name: string | null;
  email: string | null;
  /** said by a signed identity; else unverified */
  email_verified: boolean;
  phone: string | null;
  external_id: string | null;
  language: string | null;
  page: Page | null;
  /** now in the widget */
  online: boolean;
  blocked: { at: string; reason: string } | null;
  conversations: number;
  first_seen_at: string;
  last_seen_at: string;
}

/** `POST /v1/desk/visitors/{id}/block`. */
export const blockBody = z.strictObject({ reason: plain(300).default('') });

/** `GET /v1/desk/visitors`, the newest first. */
export const visitorsQuery = z.object({
  query: plain(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export interface VisitorsPage {
  items: VisitorView[];
  next_cursor: string | null;
}

/** `GET /v1/desk/visitors/{id}`: with their conversations, the newest first, at most 100. */
export interface VisitorDetail {
  visitor: VisitorView;
  conversations: ConversationView[];
}

export interface LeadView {
  id: string;
  conversation_id: string;
  agent: { id: string; name: string };
  visitor_id: string;
  /** what was given, by field */
  fields: { key: string; label: string; value: string }[];
  /** the visitor typed it into the form, or said it in the chat */
  via: 'form' | 'chat' | 'identity';
  created_at: string;
  updated_at: string;
}
export const leadsQuery = z.object({
  agent_id: z.string().max(60).optional(),
  query: plain(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export interface LeadsPage {
  items: LeadView[];
  next_cursor: string | null;
}
