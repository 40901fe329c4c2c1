import type { StoredEvent } from '@belay/connector/ports';
import { content, type Experience } from '@belay/contract/experience';
import { z } from 'zod';
import { isRecord } from './api-error.ts';

/** Ids as the memory makes them: other builds have other shapes than ours. */
const contents = z.union([
  z.object({ kind: z.literal('message'), role: content.options[0].shape.role, text: z.string() }),
  z.object({
    kind: z.literal('blob_ref'),
    blob_id: z.string(),
    transcript: z.string().optional(),
  }),
  z.object({ kind: z.literal('json'), data: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  content,
]);

const actor = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);

/** What comes back may say more than what was written, e.g. `metadata`: that is left aside. */
const envelope = z.object({
  scope: z.string(),
  modality: z.string(),
  content: contents,
  observed_actor: actor.optional().catch(undefined),
  context: z
    .object({
      intent: z.string().optional().catch(undefined),
      labels: z.array(z.string()).optional().catch(undefined),
      observed_at: z.string().optional().catch(undefined),
      preceded_by: z.array(z.string()).optional().catch(undefined),
      source_recorded_at: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  idempotency_key: z.string().optional().catch(undefined),
});

/** A stored envelope in our own words, or undefined when its content is gone or unknown. */
export function storedEnvelope(value: unknown): Experience | undefined {
  const parsed = envelope.safeParse(value);
  return parsed.success ? withoutGaps(parsed.data) : undefined;
}

/**
 * An item of a listing: the members of an envelope side by side. Builds differ in whether labels
 * and the moment stand beside `context` or in it, and in the name of the id.
 */
export function listedEvent(item: unknown): StoredEvent | undefined {
  if (!isRecord(item)) return undefined;
  const eventId = item.event_id ?? item.id;
  const context = isRecord(item.context) ? item.context : {};
  const experience = storedEnvelope({
    ...item,
    context: {
      ...context,
      labels: item.labels ?? context.labels,
      observed_at: context.observed_at ?? item.observed_at,
      intent: context.intent ?? item.intent,
    },
  });
  if (typeof eventId !== 'string' || experience === undefined) return undefined;
  return { eventId, scope: experience.scope, experience };
}

/** Members that are absent, not undefined: so that what is read equals what was written. */
function withoutGaps(found: z.infer<typeof envelope>): Experience {
  return JSON.parse(JSON.stringify(found)) as Experience;
}
