import type { WriteResult } from '@belay/connector/ports';
import { type ApiError, isRecord } from './api-error.ts';

/** What one accepted write's answer says, or undefined when it names no event. */
export function capturedFrom(body: unknown): WriteResult | undefined {
  if (!isRecord(body) || typeof body.event_id !== 'string') return undefined;
  return {
    outcome: 'captured',
    eventId: body.event_id,
    replayed: body.replayed_from_idempotency === true,
    forgotten: body.forgotten === true,
  };
}

/**
 * One item of a bulk answer. Items carry either the fields of a single answer or those of a
 * refusal, flat or under `error`. Undefined: this server's answer can't be read item by item.
 */
export function bulkItemFrom(item: unknown): WriteResult | undefined {
  if (!isRecord(item)) return undefined;
  const error = isRecord(item.error) ? item.error : item;
  if (typeof error.error_code !== 'string') return capturedFrom(item);
  const code = error.error_code.toUpperCase();
  const message = typeof error.message === 'string' ? error.message : code;
  if (code !== 'IDEMPOTENCY_CONFLICT') return { outcome: 'refused', code, message };
  const eventId = isRecord(error.details) ? error.details.event_id : item.event_id;
  return typeof eventId === 'string' ? { outcome: 'conflict', eventId } : undefined;
}

/** Refusals of the body itself; anything else is about us or the server and stops the batch. */
const bodyStatuses: ReadonlySet<number> = new Set([400, 409, 413, 415, 422]);

/** A refused single write as its result, or undefined when the error is not about the body. */
export function refusedFrom(error: ApiError): WriteResult | undefined {
  if (!bodyStatuses.has(error.status)) return undefined;
  if (error.code === 'IDEMPOTENCY_CONFLICT' && typeof error.details.event_id === 'string')
    return { outcome: 'conflict', eventId: error.details.event_id };
  return { outcome: 'refused', code: error.code, message: error.message };
}
