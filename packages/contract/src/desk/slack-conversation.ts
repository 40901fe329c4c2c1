import { z } from 'zod';
import type { SlackTrouble } from './slack-delivery.ts';
import type { LadderStep } from './slack-settings.ts';

/** A line typed in Slack that waits for its author's word; ten minutes (TKO-4). */
export interface HeldLineView {
  id: string;
  conversation_id: string;
  /** the newest version */
  text: string;
  author: { user_id: string; name: string; person_id: string | null };
  reason: string;
  /** why, a sentence */
  sentence: string;
  choices: ('send' | 'keep' | 'take_send' | 'send_leave' | 'steal' | 'reopen_send')[];
  permalink: string | null;
  held_at: string;
  expires_at: string;
}
/** `POST /v1/desk/conversations/{id}/held/{line}`: by its author alone. */
export const heldChoiceBody = z.strictObject({
  choice: z.enum(['send', 'keep', 'take_send', 'send_leave', 'steal', 'reopen_send']),
});

/** A step of the ladder that an escalation climbs (NTF-6); step 0 is its card. */
export interface LadderStepView {
  step: number;
  /** null: the settings changed since, and have no such step any more */
  do: 'card' | LadderStep['do'] | null;
  state: 'waiting' | 'done' | 'skipped' | 'stopped';
  /** null: hours have to open first, and nobody knows when */
  due_at: string | null;
  /** what came of it, a sentence */
  note: string | null;
  done_at: string | null;
}
/** `GET /v1/desk/conversations/{id}/slack`: where it stands in Slack, and what waits there. */
export interface ConversationSlackView {
  /** the oldest first; `home` mirrors the conversation */
  cards: {
    id: string;
    channel: { id: string; name: string };
    home: boolean;
    muted: boolean;
    /** null: it isn't posted yet */
    permalink: string | null;
    /** why nothing reaches that channel */
    trouble: SlackTrouble | null;
  }[];
  held: HeldLineView[];
  /** of the escalation that stands; empty when none does */
  ladder: LadderStepView[];
}
