import { z } from 'zod';

/** A scope template as it is typed; what it may hold is judged by the mapper (MAP-9). */
const template = z.string().trim().min(1).max(500);

/** A line that people read: PostgreSQL's text and JSON hold neither NUL nor half a character. */
const connectorName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'one line of plain text');

/** Each setting without its default: an absent field of a change must stay absent. */
const fields = {
  /** `#names` or ids; kept as ids. `all_public` follows every public channel, new ones too (SYN-7) */
  channels: z.union([
    z.literal('all_public'),
    z.array(z.string().min(1).max(120)).min(1).max(5000),
  ]),
  scope_template: template,
  mode: z.enum(['realtime', 'polling']),
  /** between two looks at Slack in polling mode, seconds */
  poll_seconds: z.number().int().min(10).max(3600),
  include_bots: z.boolean(),
  /** days before now that the backfill reaches; null: everything */
  backfill_days: z.number().int().min(0).max(36_500).nullable(),
  files: z.boolean(),
  deletes: z.enum(['forget', 'keep']),
  /** days after which messages are forgotten; null: kept (MAP-11) */
  retention_days: z.number().int().min(1).max(36_500).nullable(),
  /** cut out beside the secrets, which always are (MAP-10) */
  redact: z.strictObject({ emails: z.boolean(), phones: z.boolean() }),
};

/** What a person decides about a managed Slack connector (MGD-1, MGD-3). */
export const connectorSettings = z.strictObject({
  ...fields,
  poll_seconds: fields.poll_seconds.default(10),
  include_bots: fields.include_bots.default(false),
  backfill_days: fields.backfill_days.default(30),
  files: fields.files.default(true),
  deletes: fields.deletes.default('forget'),
  retention_days: fields.retention_days.default(null),
  redact: fields.redact.default({ emails: false, phones: false }),
});
export type ConnectorSettings = z.output<typeof connectorSettings>;

const botToken = z.string().trim().max(500);
const secret = z.string().trim().min(1).max(500);

/**
 * `POST /v1/connectors/slack/check`: what a token is and may: one that is given, a connector's own,
 * or that of a workspace which is connected already (`sin_…`).
 */
export const checkBody = z.strictObject({
  token: botToken.optional(),
  connector_id: z.string().optional(),
  installation_id: z.string().optional(),
});

/** One scope of the app: granted or not, and what it gives in words. */
export interface ScopeCheck {
  scope: string;
  granted: boolean;
  /** `required`: nothing works without it */
  need: 'required' | 'useful' | 'optional';
  gives: string;
}

export interface TokenCheck {
  workspace: { team_id: string; name: string; domain: string; url: string };
  bot: { user_id: string; name: string };
  app_id: string | null;
  scopes: ScopeCheck[];
  /** whether the required ones are there */
  ok: boolean;
  /** a connector of this tenant that follows the same workspace with the same app */
  connector_id: string | null;
}

/** `POST /v1/connectors/slack/channels`: search over everything that the token can see. */
export const channelsBody = z.strictObject({
  token: botToken.optional(),
  connector_id: z.string().optional(),
  installation_id: z.string().optional(),
  query: z.string().max(200).default(''),
  /** names or ids that must be told apart: found ones come first, unknown ones are named */
  names: z.array(z.string().max(120)).max(1000).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export interface ChannelChoice {
  id: string;
  name: string;
  is_private: boolean;
  is_member: boolean;
  is_archived: boolean;
  is_shared: boolean;
}
export interface ChannelSearch {
  items: ChannelChoice[];
  total: number;
  /** of `names`: those that Slack doesn't show to this token */
  unknown: string[];
}

/** `POST /v1/connectors/slack/preview`: what a template makes of a channel. */
export const previewBody = z.strictObject({
  scope_template: template,
  channels: z.array(z.string().max(120)).max(5).default([]),
});
export interface TemplatePreview {
  /** as the mapper would write it, for each example */
  examples: { channel: string; scope: string }[];
  placeholders: string[];
}

/**
 * `POST /v1/connectors`. Signing secret or app token make real time possible; a workspace that is
 * connected already brings its own.
 */
export const createConnectorBody = z.strictObject({
  kind: z.literal('slack'),
  name: connectorName.optional(),
  token: botToken.optional(),
  installation_id: z.string().optional(),
  signing_secret: secret.optional(),
  app_token: secret.optional(),
  settings: connectorSettings,
});
/** `PATCH /v1/connectors/{id}`: only what changes. */
export const patchConnectorBody = z.strictObject({
  name: connectorName.optional(),
  settings: z.strictObject(fields).partial().optional(),
});
/** `PUT /v1/connectors/{id}/credentials`: null removes one. */
export const credentialsBody = z.strictObject({
  token: botToken.optional(),
  signing_secret: secret.nullable().optional(),
  app_token: secret.nullable().optional(),
});
/** `POST /v1/connectors/{id}/backfill`: reads everything of the window again. */
export const backfillBody = z.strictObject({
  backfill_days: z.number().int().min(0).max(36_500).nullable().optional(),
});

/** What a worker counts; all since the connector was made. */
export interface ConnectorCounts {
  messages: number;
  replies: number;
  files: number;
  reactions: number;
  versions: number;
  forgotten: number;
  expired: number;
  redacted: number;
  skipped: number;
}

/**
 * `waiting`: no worker has taken it yet. `backfilling`: the window isn't whole yet. `live`: events
 * arrive. `polling`: read every few seconds. `held`: memory or Slack is away, goes on by itself.
 * `failed`: somebody has to do something.
 */
export type ConnectorState =
  | 'waiting'
  | 'backfilling'
  | 'live'
  | 'polling'
  | 'held'
  | 'paused'
  | 'failed'
  | 'deleting';

/** Instants are ISO 8601 strings, everywhere below; null: not yet. */
export interface ConnectorView {
  id: string;
  kind: 'slack';
  name: string;
  state: ConnectorState;
  /** the state in one sentence that says what to do next, if anything */
  sentence: string;
  workspace: { team_id: string; name: string; domain: string; url: string };
  settings: ConnectorSettings;
  /** the service actor that it writes as */
  actor: string;
  realtime: {
    /** what brings events; null: nothing is set up */
    source: 'http' | 'socket' | null;
    has_signing_secret: boolean;
    has_app_token: boolean;
    /** where Slack has to send them */
    request_url: string;
    /** when Slack verified it, or the socket was opened */
    connected_at: string | null;
    last_event_at: string | null;
    /** every event to subscribe to, with its first arrival */
    events: { name: string; first_seen_at: string | null }[];
  };
  scopes: ScopeCheck[];
  counts: ConnectorCounts;
  /** experiences captured per second, over the last 10 s */
  per_second: number;
  /** ms until the backfill is whole at today's rate; null: unknown or done */
  eta_ms: number | null;
  /** ms between a message in Slack and its experience, of the newest ones; null: none yet */
  lag_ms: number | null;
  owed: Record<string, number>;
  channels: { total: number; proved: number; failing: number };
  /** the oldest of all channels (SYN-13) */
  moments: Moments;
  limits: MethodLimit[];
  /** Slack serves 15 messages a minute: the ZIP import is the quicker way in */
  clamped: boolean;
  failures: ConnectorFailure[];
  /** the newest first */
  imports: ImportView[];
  created_by: string;
  created_at: string;
  status_at: string | null;
}

export interface Moments {
  messages_through: string | null;
  threads_as_of: string | null;
  reply_edits_as_of: string | null;
}

/** One method of Slack's: what its limit allows a minute and what is left of this one. */
export interface MethodLimit {
  method: string;
  per_minute: number;
  left: number;
  used_total: number;
  rejected_total: number;
}

export interface ConnectorFailure {
  id: string;
  kind: string;
  channel: string | null;
  /** Slack's or the memory's own name of the error */
  code: string;
  message: string;
  retry_at: string | null;
  /** where the message is in Slack */
  link: string | null;
}

/** `GET /v1/connectors/{id}/channels?query&state&offset&limit`. */
export interface ChannelProgress {
  id: string;
  name: string;
  is_private: boolean;
  state: 'reading' | 'proved' | 'waiting' | 'left' | 'archived' | 'failed' | 'unreadable';
  reason: string | null;
  messages: number;
  /** of the window that is proved, 0 to 1 */
  progress: number;
  eta_ms: number | null;
  /** how fresh it really is kept, ms; null: by events */
  every_ms: number | null;
  moments: Moments;
  owed: Record<string, number>;
  exceptions: { id: string; kind: string; ts: string; reason: string; retry_at: string | null }[];
}

/** `GET /v1/connectors/{id}/throughput?from&to&step`: sums by `step` seconds, oldest first. */
export interface ThroughputPoint {
  at: string;
  messages: number;
  replies: number;
  files: number;
  reactions: number;
  versions: number;
  forgotten: number;
}

export interface ImportView {
  id: string;
  name: string;
  size_bytes: number;
  state: 'waiting' | 'reading' | 'done' | 'failed';
  reason: string | null;
  counts: Partial<ConnectorCounts>;
  created_at: string;
  ended_at: string | null;
}

/** Payload of the lifecycle kind `connector_progress`, every 2 s while anything moves (MEM-9). */
export interface ConnectorProgress {
  connector_id: string;
  state: ConnectorState;
  sentence: string;
  /** of this life of the worker */
  captured: number;
  per_s: number;
  lag_s: number | null;
  counts: ConnectorCounts;
  owed: Record<string, number>;
  eta_ms: number | null;
}
