import { z } from 'zod';
import { actor, eventId, scope } from './experience.ts';

/**
 * Which scopes a read reaches: `local` (also `raw`, `granular`) the scope alone, `descend` all below
 * it, `holistic` it and its ancestors. Connectors write below the token's scope: use `descend`.
 */
export const views = ['raw', 'granular', 'local', 'structured', 'holistic', 'descend'] as const;
export type View = (typeof views)[number];

/** PostgreSQL knows no year 0. */
const moment = z.iso
  .datetime({ offset: true })
  .refine((text) => !text.startsWith('0000'), 'a year from 0001 on');
/** PostgreSQL's text holds no NUL. */
const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\0'), 'text without NUL');
const span = z.strictObject({ from: moment.optional(), to: moment.optional() });

/** `GET /v1/events`; unknown parameters are ignored. */
export const eventsQuery = z.object({
  scope,
  view: z.enum(views).default('local'),
  since: moment.optional(),
  until: moment.optional(),
  observed_actor: plain(320).optional(),
  modality: plain(64).optional(),
  /** comma-separated, any of them */
  labels: plain(20_000).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
  /** what was recorded by then, all versions */
  as_of: moment.optional(),
  exclude_content: z.enum(['true', 'false']).optional(),
});

/** One event as a read shows it. */
export interface EventItem {
  event_id: string;
  scope: string;
  modality: string;
  observed_actor: string;
  subject: string;
  content?: unknown;
  context: unknown;
  observed_at: string;
  recorded_at: string;
  labels: string[];
  intent: string | null;
  wal_offset: number;
}

/** `GET /v1/events/{id}/versions` and `…/thread`, oldest first. */
export const relatedQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  /** as it was then: what was recorded by this moment, and current at it */
  as_of: moment.optional(),
});
export type RelatedQuery = z.output<typeof relatedQuery>;

/** One of the versions of an experience. */
export interface EventVersion extends EventItem {
  /** the event_ids that it replaced */
  supersedes: string[];
  /** when a later version replaced it; null: it stands */
  superseded_at: string | null;
}

/** An experience in its thread, in the version that stands. */
export interface ThreadItem extends EventItem {
  relation: 'root' | 'reply' | 'file' | 'reactions';
  /** event_id of the message that it answers or belongs to, in the version shown here */
  belongs_to: string | null;
}

/** `GET /v1/events/facets`: what a search can be narrowed to. */
export const facetsQuery = z.object({
  scope,
  view: z.enum(views).default('descend'),
  /** values per facet */
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export interface FacetValue {
  value: string;
  count: number;
}
export interface EventFacets {
  /** names, as in the label `channel:<name>` */
  channels: FacetValue[];
  /** `observed_actor` */
  authors: FacetValue[];
  modalities: FacetValue[];
  /** where an as_of slider begins; null: nothing is there */
  first_recorded_at: string | null;
  /** the newest so many were counted */
  counted: number;
  /** whether these are all */
  complete: boolean;
}

const layers = ['events', 'episodes', 'facts', 'beliefs', 'understanding'] as const;

const leaf = z.partialRecord(
  z.enum(['labels', 'modality', 'observed_actor', 'observed_at']),
  z.strictObject({
    in: z.array(plain(320)).max(100).optional(),
    eq: plain(320).optional(),
    gte: moment.optional(),
    lt: moment.optional(),
  }),
);

export type Filter = z.infer<typeof leaf> | { AND: Filter[] } | { OR: Filter[] };
const filter: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ AND: z.array(filter).min(1).max(20) }),
    z.strictObject({ OR: z.array(filter).min(1).max(20) }),
    leaf,
  ]),
);

/** `POST /v1/recall`: a closed schema. */
export const recallBody = z.strictObject({
  scope,
  view: z.enum(views).default('holistic'),
  query: z.string().max(20_000).default(''),
  include: z.array(z.enum(layers)).optional(),
  exclude_content: z.boolean().optional(),
  temporal: z
    .strictObject({
      as_of: moment.optional(),
      as_of_recorded: moment.optional(),
      recorded_during: span.optional(),
      valid_during: span.optional(),
    })
    .optional(),
  filters: filter.optional(),
  budgets: z
    .strictObject({
      max_tokens: z.number().int().min(1).max(200_000).optional(),
      per_layer_limits: z
        .partialRecord(z.enum(layers), z.number().int().min(0).max(500))
        .optional(),
    })
    .optional(),
  citation_mode: z
    .enum(['none', 'inline_with_markers', 'block_at_end', 'structured_only'])
    .default('inline_with_markers'),
  diagnostics: z.enum(['none', 'summary', 'full']).default('none'),
  idempotency_key: z.string().max(64).optional(),
});
export type RecallRequest = z.output<typeof recallBody>;

/** An event of a pack: `score` only orders within the pack. */
export interface RecalledEvent extends EventItem {
  marker: string;
  score: number;
}

/** The stratified pack. Layers that Belay does not derive stay empty. */
export interface Pack {
  pack_id: string;
  scope: string;
  view: View;
  as_of: string;
  layers: Record<(typeof layers)[number], RecalledEvent[]>;
  /** prompt-ready text with [n] markers */
  context_block: string;
  provenance: {
    trail: { step: string; filter: string; kept: number }[];
    citations: Record<string, { layer: 'events'; id: string }>;
  };
  diagnostics?: { time_ms: Record<string, number>; layers_requested: string[] };
}

/** A note that begins so says that the source deleted the thing: its key stays taken (MEM-2). */
export const sourceDeletedNote = 'source_deleted';

/** `POST /v1/forget`. */
export const forgetBody = z.strictObject({
  scope,
  layers: z.array(z.enum(layers)).optional(),
  selector: z
    .strictObject({
      memory_ids: z.array(eventId).min(1).max(1000).optional(),
      about_subject: actor.optional(),
      recorded_during: span.optional(),
      valid_during: span.optional(),
    })
    .default({}),
  cascade: z.enum(['derived_only', 'redact_events']).default('derived_only'),
  confirm_all: z.boolean().optional(),
  audit_note: plain(2000).optional(),
  reason: plain(2000).optional(),
  idempotency_key: z.string().max(64).optional(),
});

/** `POST /v1/export`. */
export const exportBody = z.strictObject({ scope, format: z.literal('jsonl').default('jsonl') });

export const lifecycleKinds = [
  'captured',
  'indexed',
  'forgotten',
  'import_progress',
  'connector_progress',
  'connector_changed',
] as const;

/** Filters of `GET /v1/lifecycle` and its stream; unknown parameters are ignored. */
export const lifecycleQuery = z.object({
  scope: scope.optional(),
  event_id: eventId.optional(),
  batch_id: plain(64).optional(),
  connector_id: plain(64).optional(),
  import_id: plain(64).optional(),
  /** comma-separated kinds */
  events: plain(500).optional(),
  since_lifecycle_id: plain(64).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
});
export type LifecycleQuery = z.output<typeof lifecycleQuery>;

/**
 * The first event of a stream whose reader's last id is no longer kept, or was told by another
 * database: show everything anew, then go on. Its event name is `reset`.
 */
export interface LifecycleReset {
  kind: 'reset';
  lifecycle_id: string;
  message: string;
}

/** One lifecycle event. */
export interface LifecycleItem {
  lifecycle_id: string;
  kind: string;
  ts: string;
  event_id?: string;
  scope: string;
  payload: Record<string, unknown>;
}
