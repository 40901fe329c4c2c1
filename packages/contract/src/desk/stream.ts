import { z } from 'zod';
import type { ConversationView, MessageView, QueueCounts } from './conversation.ts';
import type { WidgetConversation, WidgetMessage } from './widget.ts';

/** `GET /v1/desk/stream`: everything, or one conversation. */
export const deskStreamQuery = z.object({ conversation_id: z.string().max(60).optional() });

/**
 * `GET /v1/desk/stream` (server-sent events). Those with an id are replayed by `Last-Event-ID`
 * without hole or duplicate; drafts, typing and presence are of the moment and have none.
 */
export type DeskEvent =
  | { kind: 'conversation'; conversation: ConversationView }
  | { kind: 'message'; conversation_id: string; message: MessageView }
  | {
      kind: 'draft';
      conversation_id: string;
      turn: number;
      attempt: number;
      n: number;
      text: string;
    }
  | DraftCancelled
  | { kind: 'typing'; conversation_id: string; author: 'visitor' | 'operator'; name: string | null }
  | { kind: 'seen'; conversation_id: string; by: 'visitor' | 'operator'; seq: number }
  | { kind: 'online'; visitor_id: string; online: boolean }
  | { kind: 'erased'; conversation_id: string }
  /** something of it changed in Slack: `GET …/slack` is to be read again */
  | { kind: 'slack'; conversation_id: string }
  | { kind: 'counts'; counts: QueueCounts }
  | StreamReset;

/**
 * What a reader saw last is no longer kept (24 hours): read again what is shown. Its id is the place
 * from which everything follows.
 */
export interface StreamReset {
  kind: 'reset';
  message: string;
}

/** Text of this turn and of all before it is no longer true: readers drop it. */
export interface DraftCancelled {
  kind: 'draft_cancelled';
  conversation_id: string;
  turn: number;
  reason: 'taken_over' | 'new_message' | 'failed' | 'escalated' | 'paused' | 'retry' | 'done';
  /** who took over */
  name: string | null;
}

/** `GET /v1/widget/stream`: what a visitor sees of their own conversations. */
export type WidgetEvent =
  | { kind: 'conversation'; conversation: WidgetConversation }
  | { kind: 'message'; conversation_id: string; message: WidgetMessage }
  | {
      kind: 'draft';
      conversation_id: string;
      turn: number;
      attempt: number;
      n: number;
      text: string;
    }
  | DraftCancelled
  | { kind: 'typing'; conversation_id: string; author: 'operator' | 'agent'; name: string | null }
  | { kind: 'seen'; conversation_id: string; by: 'operator'; seq: number }
  | { kind: 'erased'; conversation_id: string }
  | StreamReset;
