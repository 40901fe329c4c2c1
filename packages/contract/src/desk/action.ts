import { z } from 'zod';
import { line, plain } from './text.ts';

export const actionParameter = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  /** what it is, in plain words: also how the agent asks for it */
  description: line(200),
  kind: z.enum(['text', 'number', 'email', 'phone', 'date', 'choice']),
  choices: z.array(line(80)).max(20).default([]),
  required: z.boolean().default(true),
});
export type ActionParameter = z.output<typeof actionParameter>;

/** A custom action: described in words, gathered in the chat, then one HTTP request (DSK-5). */
export const actionBody = z.strictObject({
  name: line(80),
  /** when the agent should use it */
  description: plain(1000),
  /** words that call for it without a model, e.g. "book a demo" */
  phrases: z.array(line(80)).max(20).default([]),
  parameters: z.array(actionParameter).max(12),
  request: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    /** `{key}` stands for a parameter, percent-encoded */
    url: z.string().max(2000),
    headers: z
      .array(z.strictObject({ name: z.string().regex(/^[A-Za-z0-9-]{1,64}$/), value: plain(2000) }))
      .max(20)
      .default([]),
    timeout_s: z.number().int().min(1).max(30).default(10),
  }),
  /** asks the visitor before it runs */
  confirm: z.boolean().default(true),
  /** may be sent again when its outcome is unknown */
  idempotent: z.boolean().default(false),
  /** told to the team as an event (NTF-8) */
  notify: z.boolean().default(true),
  enabled: z.boolean().default(true),
  /** said after success and failure; `{result.key}` quotes the JSON answer */
  say: z.strictObject({ done: plain(500), failed: plain(500) }),
});
export type ActionBody = z.output<typeof actionBody>;
export const patchActionBody = actionBody.partial();

export interface ActionView extends Omit<ActionBody, 'request'> {
  id: string;
  /** header values are never shown again */
  request: Omit<ActionBody['request'], 'headers'> & { headers: { name: string }[] };
  created_at: string;
  updated_at: string;
}

export interface ActionRunView {
  id: string;
  action: { id: string; name: string };
  conversation_id: string;
  parameters: Record<string, string>;
  /** `unknown`: begun, and nobody knows how it ended */
  state: 'running' | 'done' | 'failed' | 'unknown';
  status: number | null;
  /** in words */
  outcome: string | null;
  duration_ms: number | null;
  created_at: string;
}
