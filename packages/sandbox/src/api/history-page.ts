import { serveEntry } from '../serve/serve-message.ts';
import type { Room } from '../world/state.ts';
import { firstAtOrAfter } from '../world/timeline.ts';
import type { Call, Json } from './call.ts';
import { cursorPosition, encodeCursor } from './cursor.ts';
import { nextCursor, pageSize } from './page.ts';
import { isInside, readLimit, windowOf } from './window.ts';

/**
 * A page of a channel, newest first: found by binary search, so that its cost is its own size.
 * Plain replies are not here; what is deleted is not here and does not count.
 */
export function historyPage(call: Call, room: Room): Json {
  const channelId = room.info.current.id;
  const window = windowOf(call, channelId);
  const asked = readLimit(call, 100, 999);
  const position = cursorPosition(call, window.query);
  const met = { method: call.method, channel: channelId };
  const limited = call.faults.take('limited', met);
  const size = pageSize(call, asked, channelId);

  const entries = room.timeline.inChannel;
  // a position is the last ts that was given: the page goes on below it
  let index = firstAtOrAfter(entries, position ?? `${window.latest}~`) - 1;
  const messages: Json[] = [];
  let last = position ?? `${window.latest}~`;
  let hasMore = false;
  for (; index >= 0; index--) {
    const entry = entries[index];
    if (!entry || entry.ts < window.oldest || (limited && entry.ts < limited.before)) break;
    if (!isInside(window, entry.ts)) continue;
    const served = serveEntry(call.view, room, entry);
    if (!served) continue;
    if (messages.length >= size) {
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
    pin_count: call.world.pins.filter((pin) => pin.channelId === channelId).length,
    channel_actions_ts: null,
    channel_actions_count: 0,
    ...(limited ? { is_limited: true } : {}),
    ...(hasMore ? nextCursor(call, next, channelId) : {}),
  };
}
