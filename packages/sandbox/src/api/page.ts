import { ApiError } from './api-error.ts';
import type { Call, Json } from './call.ts';
import { cursorPosition, encodeCursor } from './cursor.ts';

/** How many items a page may hold, after what faults make of it. */
export function pageSize(call: Call, asked: number, channel?: string): number {
  const met = { method: call.method, ...(channel === undefined ? {} : { channel }) };
  if (call.faults.take('empty_page', met)) return 0;
  const short = call.faults.take('short_page', met);
  return short ? Math.min(asked, short.size) : asked;
}

/** `response_metadata` with the next cursor, or the lies that a fault tells about it. */
export function nextCursor(call: Call, next: string | undefined, channel?: string): Json {
  const met = { method: call.method, ...(channel === undefined ? {} : { channel }) };
  if (next !== undefined && call.faults.take('no_cursor', met)) return {};
  const standing = call.args.text('cursor');
  if (standing && call.faults.take('repeat_cursor', met))
    return { response_metadata: { next_cursor: standing } };
  return { response_metadata: { next_cursor: next ?? '' } };
}

/**
 * One page of a list. `query` are the arguments that its cursors are bound to; `limits` say what
 * happens without a limit and above the greatest one.
 */
export function listPage<T>(
  call: Call,
  items: readonly T[],
  query: readonly unknown[],
  limits: { otherwise: number; most: number },
): { items: T[]; metadata: Json } {
  const asked = call.args.number('limit') ?? limits.otherwise;
  if (asked < 1 || asked > limits.most) throw new ApiError('invalid_limit');
  const start = Number(cursorPosition(call, query) ?? 0);
  const end = start + pageSize(call, asked);
  const next = end < items.length ? encodeCursor(call, query, String(end)) : undefined;
  return { items: items.slice(start, end), metadata: nextCursor(call, next) };
}
