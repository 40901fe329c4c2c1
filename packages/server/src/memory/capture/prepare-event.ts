import { hash } from 'node:crypto';
import { BelayError } from '@belay/contract/error';
import type { Experience } from '@belay/contract/experience';
import canonicalize from 'canonicalize';
import type { Caller } from '../../auth/authorize.ts';
import { uuidv7 } from '../ids.ts';

/** One row of `event`, ready to be written. */
export interface EventRow {
  tenant: string;
  id: string;
  scope: string;
  modality: string;
  caller: string;
  observedActor: string;
  subject: string;
  /** ms since the epoch, as recordedAt: cursors carry what JavaScript can hold */
  observedAt: number;
  recordedAt: number;
  labels: string[];
  envelope: string;
  key: string | undefined;
  digest: Buffer;
  blobs: Buffer[];
}

/**
 * An envelope as a row. The RFC 8785 text is stored and hashed: one serialisation serves both.
 * Throws 422 for half a surrogate pair, which that text can't hold.
 */
export function prepareEvent(caller: Caller, item: Experience, nowMs: number): EventRow {
  const envelope = canonicalText(item);
  const observedActor = item.observed_actor ?? caller.actor;
  return {
    tenant: caller.tenant,
    id: uuidv7(nowMs),
    scope: item.scope,
    modality: item.modality,
    caller: caller.actor,
    observedActor,
    subject: item.subject ?? observedActor,
    observedAt: item.context?.observed_at ? Date.parse(item.context.observed_at) : nowMs,
    recordedAt: nowMs,
    labels: item.context?.labels ?? [],
    envelope,
    key: item.idempotency_key,
    digest: hash('sha256', envelope, 'buffer'),
    blobs: blobIds(item).map((id) => Buffer.from(id.slice('blob_'.length), 'hex')),
  };
}

/**
 * RFC 8785 text. The contract names the members in sorted order, so what the parser made needs no
 * sorting, free-form objects aside. `\\ud` may be half a surrogate pair: canonicalize decides.
 */
function canonicalText(item: Experience): string {
  const text = JSON.stringify(item);
  const freeForm = item.content.kind === 'json' || item.context?.location !== undefined;
  if (!freeForm && !text.includes('\\ud')) return text;
  try {
    return canonicalize(item) as string;
  } catch (cause) {
    const reason = 'not valid Unicode';
    throw new BelayError(
      'INVALID_ENVELOPE',
      `The text is ${reason}: it holds half of a surrogate pair.`,
      { field: 'content', reason },
      { cause },
    );
  }
}

/** The blobs that an envelope refers to, each once. */
export function blobIds({ content }: Experience): string[] {
  if (content.kind === 'blob_ref') return [content.blob_id];
  if (content.kind === 'message')
    return [...new Set((content.media ?? []).map((media) => media.blob_id))];
  return [];
}
