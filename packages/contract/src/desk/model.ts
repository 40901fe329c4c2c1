import { z } from 'zod';
import type { Citation, EscalationReason } from './conversation.ts';

/** `PUT /v1/model`: any endpoint that speaks OpenAI's chat completions. */
export const modelBody = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(500),
  model: z.string().trim().min(1).max(200),
  /** absent: the key that stands */
  key: z.string().max(500).optional(),
  /** tokens of a day, in and out, after which the built-in answerer speaks; null: no cap */
  daily_tokens: z.number().int().min(1000).max(1_000_000_000).nullable(),
});
export interface ModelView {
  configured: boolean;
  url: string | null;
  model: string | null;
  has_key: boolean;
  daily_tokens: number | null;
  used_today: number;
  /** what keeps it from answering, in words */
  trouble: string | null;
}

/** `POST /v1/agents/{id}/playground`: asks without a conversation; notifies nobody. Answers as a stream. */
export const playgroundBody = z.strictObject({
  messages: z
    .array(z.strictObject({ role: z.enum(['visitor', 'agent']), text: z.string().max(8000) }))
    .min(1)
    .max(50),
});

/** What an answer was looked for in: one experience that recall brought, cited or not. */
export interface PlaygroundRecall {
  /** as in the text: `[1]`; null: recalled, and not used */
  n: number | null;
  event_id: string;
  label: string;
  /** as in `Citation` */
  source: string;
  author: string | null;
  said_at: string | null;
  url: string | null;
  quote: string;
  /** in words: "the words refund, days", "same thread as 2" */
  why: string;
}

/**
 * What `POST /v1/agents/{id}/playground` streams (server-sent events, one JSON object per `data`):
 * what was recalled, the sentences as visitors would see them, then one `answer` or `failed`.
 */
export type PlaygroundEvent =
  | { kind: 'recalled'; items: PlaygroundRecall[] }
  | { kind: 'draft'; n: number; text: string }
  | {
      kind: 'answer';
      text: string;
      citations: Citation[];
      /** false: it found nothing to stand on */
      grounded: boolean;
      answerer: 'built_in' | 'model';
      /** a conversation would go to a person here, and why */
      hand_over: { reason: EscalationReason; detail: string | null } | null;
      duration_ms: number;
    }
  | { kind: 'failed'; message: string };
