import type { EventStream } from './event-stream.ts';
import type { Audience, Hub } from './hub.ts';
import { isAfter, type Position } from './position.ts';
import { createSeat } from './seat.ts';
import type { Turns } from './take-turns.ts';

export interface Following<Of extends Audience> {
  hub: Hub<Of>;
  audience: Of;
  /** undefined: begins with what is new */
  from: Position | undefined;
  /** whether the reader may still listen */
  stands(): boolean;
  /** what came after a place, and where to read on; `since` is where the present begins */
  readPast(
    after: Position,
    since: Position,
  ): Promise<{ frames: Buffer | string | undefined; next: Position }>;
  /** thousands of streams come back at once after a restart: the pool is for others, too */
  catchUp: Turns;
  /** nothing that comes after this place is missed from now on */
  onSeated(since: Position): void;
}

/**
 * Past, cut-over, live. A seat in the hub first, so that nothing happens unseen from there on; then
 * the table up to that place; then what the seat held back. A reader that falls too far behind goes
 * round again from the table.
 */
export async function follow<Of extends Audience>(
  { hub, audience, from, stands, readPast, catchUp, onSeated }: Following<Of>,
  stream: EventStream,
): Promise<void> {
  let at = from;
  while (!stream.ended) {
    const seat = createSeat(stream, stands);
    const since = await hub.join(audience, seat);
    onSeated(since);
    try {
      if (at === undefined) at = since;
      else
        do {
          const after: Position = at;
          const read = await catchUp(() => readPast(after, since));
          if (!stands()) stream.end();
          if (read.frames !== undefined) stream.write(read.frames);
          at = read.next;
          await stream.drained();
        } while (isAfter(since, at) && !stream.ended);
      seat.goLive(at);
      await seat.over;
      at = seat.at;
    } finally {
      hub.leave(audience, seat);
    }
    await stream.drained();
  }
}
