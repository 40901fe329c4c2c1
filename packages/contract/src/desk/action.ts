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

const headerName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'a header such as X-Api-Key');
const fields = {
  name: line(80),
  /** when the agent should use it */
  description: plain(1000),
  /** words that call for it without a model, e.g. "book a demo" */
  phrases: z.array(line(80)).max(20),
  parameters: z.array(actionParameter).max(12),
  /** asks the visitor before it runs */
  confirm: z.boolean(),
  /** may be sent again when its outcome is unknown */
  idempotent: z.boolean(),
  /** told to the team as an event (NTF-8) */
  notify: z.boolean(),
  enabled: z.boolean(),
  /** said after success and failure; `{result.key}` quotes the JSON answer */
  say: z.strictObject({ done: plain(500), failed: plain(500) }),
};
const request = {
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** `{key}` in path or query stands for a parameter, percent-encoded; never in the host */
  url: z.string().max(2000),
  headers: z.array(z.strictObject({ name: headerName, value: plain(2000) })).max(20),
  timeout_s: z.number().int().min(1).max(30),
};

/** A custom action: described in words, gathered in the chat, then one HTTP request (DSK-5). */
export const actionBody = z.strictObject({
  ...fields,
  phrases: fields.phrases.default([]),
  request: z.strictObject({
    ...request,
    headers: request.headers.default([]),
    timeout_s: request.timeout_s.default(10),
  }),
  confirm: fields.confirm.default(true),
  idempotent: fields.idempotent.default(false),
  notify: fields.notify.default(true),
  enabled: fields.enabled.default(true),
});
export type ActionBody = z.output<typeof actionBody>;

/** What is absent stays. Headers are the whole list; one without a value keeps what stands under its name. */
export const patchActionBody = z
  .strictObject({
    ...fields,
    request: z
      .strictObject({
        ...request,
        headers: z
          .array(z.strictObject({ name: headerName, value: plain(2000).nullish() }))
          .max(20),
      })
      .partial(),
  })
  .partial();
export type PatchActionBody = z.output<typeof patchActionBody>;

export interface ActionView extends Omit<ActionBody, 'request'> {
  id: string;
  /** header values are never shown again */
  request: Omit<ActionBody['request'], 'headers'> & { headers: { name: string }[] };
  created_at: string;
  updated_at: string;
}
/** `POST …/actions` and `POST …/actions/{id}/secret`: the signing secret, shown once. */
export interface CreatedAction extends ActionView {
  secret: string;
}

/** `POST …/actions/{id}/test`: runs once, with these parameters; nobody is told. */
export const testActionBody = z.strictObject({
  parameters: z.record(z.string().max(32), z.unknown()).default({}),
});
export interface ActionTest {
  state: 'done' | 'failed';
  /** as it was sent; values of the action's own headers stay hidden */
  request: {
    method: string;
    url: string;
    headers: { name: string; value: string | null }[];
    body: string | null;
  };
  /** null: none came */
  answer: { status: number; content_type: string | null; body: string; is_cut: boolean } | null;
  /** in words */
  outcome: string;
  /** what a visitor would be told */
  say: string;
  duration_ms: number;
}

/** `GET …/actions/{id}/runs`, the newest first. */
export const runsQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export interface RunsPage {
  items: ActionRunView[];
  next_cursor: string | null;
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
