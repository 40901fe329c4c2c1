import { z } from 'zod';
import { scope } from '../experience.ts';
import { type HoursState, workingHours } from './hours.ts';
import { line, plain } from './text.ts';

/** Languages that the widget speaks by itself. */
export const widgetLanguages = ['en', 'de', 'es', 'ja'] as const;
export type WidgetLanguage = (typeof widgetLanguages)[number];

/** `https://shop.example`, or `https://*.shop.example` for all hosts below. */
export const origin = z
  .string()
  .max(260)
  .regex(
    /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/,
    'an origin such as https://shop.example',
  );

/** What makes an agent hand over by itself, beside its own judgement (DSK-4). */
export const escalationRule = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('words'), words: z.array(line(80)).min(1).max(50) }),
  z.strictObject({ on: z.literal('low_rating') }),
  /** answers in a row that found nothing */
  z.strictObject({ on: z.literal('no_knowledge'), times: z.number().int().min(1).max(10) }),
  /** turns in a row that failed */
  z.strictObject({ on: z.literal('failures'), times: z.number().int().min(1).max(10) }),
]);
export type EscalationRule = z.output<typeof escalationRule>;

export const leadField = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  label: line(60),
  kind: z.enum(['text', 'email', 'phone']),
  required: z.boolean(),
});
export type LeadField = z.output<typeof leadField>;

const fields = {
  /** how it should speak and what it should do; data for the model, never shown */
  instructions: plain(8000),
  greeting: plain(500),
  starters: z.array(line(120)).max(6),
  /** the first is spoken when the visitor's isn't among them */
  languages: z.array(z.enum(widgetLanguages)).min(1).max(widgetLanguages.length),
  look: z.strictObject({
    /** `#rrggbb`; the widget picks a readable text colour itself */
    accent: z.string().regex(/^#[0-9a-f]{6}$/i),
    side: z.enum(['right', 'left']),
    theme: z.enum(['auto', 'light', 'dark']),
  }),
  /** where the widget may be embedded; none: anywhere. Says nothing about who calls (DSK-9) */
  allowed_origins: z.array(origin).max(50),
  /** what visitors see of a source in Slack (DSK-3) */
  citations: z.enum(['none', 'label', 'link']),
  lead_form: z.strictObject({
    when: z.enum(['never', 'before_chat', 'on_escalation', 'out_of_hours']),
    fields: z.array(leadField).min(1).max(8),
  }),
  rating: z.strictObject({
    kind: z.enum(['thumbs', 'stars']),
    /** so many stars or fewer are a low rating; a thumb down always is */
    low_stars: z.number().int().min(1).max(4),
  }),
  /** which answers of people are remembered (DSK-7) */
  learn: z.enum(['off', 'ask', 'all']),
  rules: z.array(escalationRule).max(20),
  /** when people answer; null: always */
  hours: workingHours.nullable(),
  /** silence of an owner after which the conversation waits for anybody, working minutes */
  quiet_minutes: z.number().int().min(1).max(1440),
  /** hours of silence that close a conversation */
  idle_hours: z.strictObject({
    agent: z.number().int().min(1).max(720),
    human: z.number().int().min(1).max(2160),
  }),
  /** `built_in` quotes what it finds; `model` asks the tenant's endpoint */
  answerer: z.enum(['built_in', 'model']),
  files: z.boolean(),
};

/** What an admin decides about an agent (DSK-1). */
export const agentSettings = z.strictObject({
  instructions: fields.instructions.default(''),
  greeting: fields.greeting.default('Hello. Ask me anything, or ask for a person at any time.'),
  starters: fields.starters.default([]),
  languages: fields.languages.default([...widgetLanguages]),
  look: fields.look.default({ accent: '#b4501e', side: 'right', theme: 'auto' }),
  allowed_origins: fields.allowed_origins.default([]),
  citations: fields.citations.default('label'),
  lead_form: fields.lead_form.default({
    when: 'out_of_hours',
    fields: [
      { key: 'name', label: 'Name', kind: 'text', required: false },
      { key: 'email', label: 'E-mail', kind: 'email', required: true },
    ],
  }),
  rating: fields.rating.default({ kind: 'thumbs', low_stars: 2 }),
  learn: fields.learn.default('ask'),
  rules: fields.rules.default([{ on: 'no_knowledge', times: 2 }]),
  hours: fields.hours.default(null),
  quiet_minutes: fields.quiet_minutes.default(15),
  idle_hours: fields.idle_hours.default({ agent: 24, human: 72 }),
  answerer: fields.answerer.default('built_in'),
  files: fields.files.default(true),
});
export type AgentSettings = z.output<typeof agentSettings>;

/** `POST /v1/agents`: a draft; it answers nobody until it is public. */
export const createAgentBody = z.strictObject({
  name: line(80),
  settings: agentSettings.optional(),
});
/** `PATCH /v1/agents/{id}`. `public` and `paused` are published and paused with it (DSK-1). */
export const patchAgentBody = z.strictObject({
  name: line(80).optional(),
  public: z.boolean().optional(),
  paused: z.boolean().optional(),
  settings: z.strictObject(fields).partial().optional(),
});

/** `GET /v1/agents/{id}`. */
export interface AgentView {
  id: string;
  name: string;
  public: boolean;
  paused: boolean;
  settings: AgentSettings;
  /** one sentence: who can talk to it, and what keeps others from it */
  sentence: string;
  /** public, not paused: takes new conversations */
  serves: boolean;
  /** something to answer from */
  trained: boolean;
  hours: HoursState;
  conversations: { agent: number; waiting: number; human: number };
  created_at: string;
  updated_at: string;
}

/** `GET /v1/agents/{id}/embed`: what goes into a website. The secret is shown once, when it is made. */
export interface AgentEmbed {
  /** one script tag */
  snippet: string;
  /** the hosted page, for public agents */
  page_url: string;
  identity: { has_secret: boolean; created_at: string | null };
}

/** `POST /v1/agents/{id}/identity-secret`: another one than before; shown once. */
export interface AgentIdentitySecret {
  secret: string;
  created_at: string;
}

/**
 * `PUT /v1/agents/{id}/scopes`: which memory it answers from, opted in scope by scope. What the
 * caller may not read stays as it was.
 */
export const agentScopesBody = z.strictObject({
  scopes: z
    .array(
      z.strictObject({
        scope,
        /** of a private channel: said a second time, or it is refused, unless it is confirmed already */
        confirm_private: z.boolean().default(false),
      }),
    )
    .max(500),
});
/** One row of `GET /v1/agents/{id}/scopes`: scopes that this tenant's memory has, `{items}`. */
export interface AgentScope {
  scope: string;
  /** e.g. `#support`, where a connector wrote it */
  label: string;
  is_private: boolean;
  chosen: boolean;
  /** private, and a person said so twice; chosen without it is not read: it became private since */
  confirmed: boolean;
  experiences: number;
  newest_at: string | null;
}
