import { z } from 'zod';

/** `type:id/type:id/…`, compared byte by byte (MEM-5). */
export const scopePattern =
  /^[a-z][a-z0-9_]{0,31}:[A-Za-z0-9._@+-]{1,128}(\/[a-z][a-z0-9_]{0,31}:[A-Za-z0-9._@+-]{1,128}){0,31}$/;

export const scope = z
  .string()
  .regex(scopePattern, 'a scope is type:id/type:id/…, at most 32 segments');

/** Text of a column of its own: PostgreSQL holds no NUL there. */
const plain = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'plain text without NUL');

/** `type:id` as a string, or an object with `id`; kept as the string. */
export const actor = z
  .union([
    plain(320),
    z.strictObject({ id: plain(320), type: z.string().optional() }).transform((a) => a.id),
  ])
  .describe('who did it: "user:<email>"');

export const eventId = z
  .string()
  .regex(/^evt_[0-9a-f]{32}$/, 'an event id is evt_ + 32 hex digits');
export const blobId = z.string().regex(/^blob_[0-9a-f]{64}$/, 'a blob id is blob_ + 64 hex digits');

const role = z.enum(['user', 'assistant', 'tool', 'system']);
const reference = z.strictObject({
  kind: z.string().optional(),
  id: z.string(),
  name: z.string().optional(),
});

export const content = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    role,
    text: z.string(),
    media: z.array(z.strictObject({ blob_id: blobId, alt: z.string().optional() })).optional(),
  }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ kind: z.literal('json'), data: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    kind: z.literal('blob_ref'),
    blob_id: blobId,
    transcript: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('triple'),
    triple: z.strictObject({
      subject: reference,
      predicate: z.string(),
      object: z.union([reference, z.string(), z.number(), z.boolean()]),
    }),
  }),
]);

export const label = plain(240).refine(
  (s) => new TextEncoder().encode(s).length <= 240,
  'a label has at most 240 bytes',
);

export const context = z.strictObject({
  observed_at: z.iso.datetime({ offset: true }).optional(),
  source_recorded_at: z.iso.datetime({ offset: true }).optional(),
  location: z.record(z.string(), z.unknown()).optional(),
  preceded_by: z.array(eventId).max(64).optional(),
  intent: z.string().max(240).optional(),
  labels: z.array(label).max(64).optional(),
});

export const directives = z.strictObject({
  extract: z
    .array(z.enum(['facts', 'entities', 'beliefs', 'episodes', 'understanding']))
    .optional(),
  consolidate_into: scope.optional(),
  confidence_floor: z.number().min(0).max(1).optional(),
  ttl_for_belief_layer: z.string().optional(),
  embed: z.enum(['eager', 'lazy', 'none']).optional(),
});

export const idempotencyKey = plain(64);

/** The envelope of `POST /v1/experience`: a closed schema, unknown fields are refused (MEM-1). */
export const experience = z.strictObject({
  scope,
  modality: plain(64),
  content,
  context: context.optional(),
  observed_actor: actor.optional(),
  subject: actor.optional(),
  directives: directives.optional(),
  idempotency_key: idempotencyKey.optional(),
});

export type Experience = z.infer<typeof experience>;
export type Content = z.infer<typeof content>;

/** The stages a write passes; `?wait=` names the one to answer after. */
export const waits = ['accepted', 'captured', 'indexed', 'consolidated'] as const;
export type Wait = (typeof waits)[number];

/** The answer to one write. */
export interface Captured {
  event_id: string;
  status: 'captured' | 'indexed';
  wal_offset: number;
  lifecycle_stream: string;
  replayed_from_idempotency?: true;
  /** The key's event was forgotten: nothing was written again (MEM-2). */
  forgotten?: true;
  stages_completed?: string[];
  derives?: string[];
  elapsed_ms?: Record<string, number>;
}
