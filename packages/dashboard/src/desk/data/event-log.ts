import type { DeskEvent } from '@belay/contract/desk/stream';

/** How many events are kept for answers that are under way: seconds of a very busy desk. */
const kept = 2_000;

/**
 * What the stream told lately. An answer that was asked for before an event may come after it and
 * not know of it: whatever came since `mark()` is applied to the answer again.
 */
export function createEventLog() {
  let events: DeskEvent[] = [];
  let dropped = 0;
  return {
    add(event: DeskEvent): void {
      events.push(event);
      if (events.length <= 2 * kept) return;
      dropped += events.length - kept;
      events = events.slice(-kept);
    },
    mark: () => dropped + events.length,
    since: (mark: number): readonly DeskEvent[] => events.slice(Math.max(0, mark - dropped)),
  };
}
