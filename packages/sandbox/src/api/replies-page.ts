import { serveEntry } from '../serve/serve-message.ts';
import type { Room } from '../world/state.ts';
import { firstAtOrAfter } from '../world/timeline.ts';
import { boundTs } from '../world/timestamp.ts';
import { ApiError } from './api-error.ts';
import type { Call, Json } from './call.ts';
import { cursorPosition, encodeCursor } from './cursor.ts';
import { nextCursor, pageSize } from './page.ts';
import { isInside, readLimit, windowOf } from './window.ts';

/**
 * A page of a thread, oldest first. The root opens every page, also below `oldest`, and counts as
 * one of the limit. Asked with a reply's ts, Slack gives that reply alone.
 */
export function repliesPage(call: Call, room: Room): Json {
  const channelId = room.info.current.id;
  const ts = boundTs(call.args.need('ts')) ?? '';
  const window = windowOf(call, channelId, ts);
  const limit = readLimit(call, 1000, 1000);
  const position = cursorPosition(call, window.query);
  const anchor = room.timeline.find(ts);
  const root = anchor && serveEntry(call.view, room, anchor);
  if (!anchor || !root) throw new ApiError('thread_not_found');
  if (anchor.threadTs !== undefined) return { messages: [root], has_more: false };

  const size = pageSize(call, Math.max(1, limit - 1), channelId);
  const entries = room.timeline.replies(ts);
  const messages: Json[] = [root];
  let last = position ?? '';
  let hasMore = false;
  for (let i = firstAtOrAfter(entries, position ? `${position}~` : window.oldest); ; i++) {
    const entry = entries[i];
    if (!entry || entry.ts > window.latest) break;
    if (!isInside(window, entry.ts)) continue;
    const served = serveEntry(call.view, room, entry);
    if (!served) continue;
    if (messages.length > size) {
      hasMore = true;
      break;
    }
    messages.push(served);
    last = entry.ts;
  }
  const next = hasMore ? encodeCursor(call, window.query, last) : undefined;
  return {
    messages,
    has_more: hasMore,
    ...(hasMore ? nextCursor(call, next, channelId) : {}),
  };
}
