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
  id: z.string(),
  kind: z.string().optional(),
  name: z.string().optional(),
});

/**
 * The members of every object below stand in the order of their names: a parsed envelope is then
 * RFC 8785 text as it is, and needs no sorting to be hashed.
 */
export const content = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('message'),
    media: z.array(z.strictObject({ alt: z.string().optional(), blob_id: blobId })).optional(),
    role,
    text: z.string(),
  }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({ data: z.record(z.string(), z.unknown()), kind: z.literal('json') }),
  z.strictObject({
    blob_id: blobId,
    kind: z.literal('blob_ref'),
    transcript: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('triple'),
    triple: z.strictObject({
      object: z.union([reference, z.string(), z.number(), z.boolean()]),
      predicate: z.string(),
      subject: reference,
    }),
  }),
]);

export const label = plain(240).refine(
  // three bytes a character at most: most labels need no encoding to know
  (text) => text.length <= 80 || new TextEncoder().encode(text).length <= 240,
  'a label has at most 240 bytes',
);

export const context = z.strictObject({
  intent: z.string().max(240).optional(),
  labels: z.array(label).max(64).optional(),
  location: z.record(z.string(), z.unknown()).optional(),
  observed_at: z.iso
    .datetime({ offset: true })
    .refine((text) => !text.startsWith('0000'), 'a year from 0001 on')
    .optional(),
  preceded_by: z.array(eventId).max(64).optional(),
  source_recorded_at: z.iso.datetime({ offset: true }).optional(),
});

export const directives = z.strictObject({
  confidence_floor: z.number().min(0).max(1).optional(),
  consolidate_into: scope.optional(),
  embed: z.enum(['eager', 'lazy', 'none']).optional(),
  extract: z
    .array(z.enum(['facts', 'entities', 'beliefs', 'episodes', 'understanding']))
    .optional(),
  ttl_for_belief_layer: z.string().optional(),
});

export const idempotencyKey = plain(64);

/** The envelope of `POST /v1/experience`: a closed schema, unknown fields are refused (MEM-1). */
export const experience = z.strictObject({
  content,
  context: context.optional(),
  directives: directives.optional(),
  idempotency_key: idempotencyKey.optional(),
  modality: plain(64),
  observed_actor: actor.optional(),
  scope,
  subject: actor.optional(),
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
