import { z } from 'zod';

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
