import type { WriteResult } from '@belay/connector/ports';
import { ApiError, isRecord } from './api-error.ts';

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

/**
 * A refused item that is not refused for its body: the memory is busy or full just now, or does
 * not let us write there at all. Thrown for the whole batch, because the items beside it replay by
 * their keys, and because what is refused for its body is given up for good.
 */
export function unsettledFrom(item: unknown): ApiError | undefined {
  if (!isRecord(item)) return undefined;
  const said = isRecord(item.error) ? item.error : item;
  if (typeof said.error_code !== 'string') return undefined;
  const status = typeof said.status === 'number' ? said.status : bodyStatus;
  const error = new ApiError(status, said, {});
  return error.retriable || isOfUs(error) ? error : undefined;
}

const bodyStatus = 422;
/** Mended by whoever runs the memory, for all writes at once. */
const ofUs: ReadonlySet<string> = new Set(['UNREGISTERED_SCOPE_TYPE', 'POLICY_DENIED']);
const isOfUs = ({ code }: ApiError) => ofUs.has(code);

/** Refusals of the body itself; anything else is about us or the server and stops the batch. */
const bodyStatuses: ReadonlySet<number> = new Set([400, 409, 413, 415, 422]);

/** A refused single write as its result, or undefined when the error is not about the body. */
export function refusedFrom(error: ApiError): WriteResult | undefined {
  if (!bodyStatuses.has(error.status) || isOfUs(error) || error.retriable) return undefined;
  if (error.code === 'IDEMPOTENCY_CONFLICT' && typeof error.details.event_id === 'string')
    return { outcome: 'conflict', eventId: error.details.event_id };
  return { outcome: 'refused', code: error.code, message: error.message };
}
