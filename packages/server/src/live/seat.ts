import type { EventStream } from './event-stream.ts';
import { isAfter, type Position, start } from './position.ts';

/** A stream's place in the hub: it holds back what comes until the stream has read its past. */
export interface Seat {
  /** by the hub, in order: the frames of one row, and the place behind it */
  take(end: Position, frames: Buffer): void;
  /** by the hub: what is true for the moment only; who isn't live yet, or reads slowly, misses it */
  hear(frames: Buffer): void;
  /** by the hub, every second; a beat keeps the connection open */
  tick(beat: boolean): void;
  /** by the hub, when the server stops or the reader lost their right */
  dismiss(): void;
  /** The past is read up to here: what was held back follows, then everything as it comes. */
  goLive(at: Position): void;
  /** resolves once the reader is gone or too far behind */
  over: Promise<void>;
  /** the last place written */
  readonly at: Position;
}

/**
 * What a slow reader may leave unread. Beyond it the seat is given up, and the stream reads the
 * table again from where it is: nothing is dropped, and nobody's slowness fills the memory.
 */
const mostBacklog = 256 * 1024;

const beat = ': heartbeat\n\n';

export function createSeat(stream: EventStream, stands: () => boolean): Seat {
  let at = start;
  let held: { end: Position; frames: Buffer }[] | undefined = [];
  let heldBytes = 0;
  let isOver = false;
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const giveUp = () => {
    isOver = true;
    held = undefined;
    resolve();
  };
  stream.onEnd(giveUp);

  return {
    over,
    get at() {
      return at;
    },
    take(end, frames) {
      // while the hub is behind the table, it tells again what the stream has read there
      if (isOver || !isAfter(end, at)) return;
      if (!stands()) stream.end();
      else if (stream.backlog + heldBytes > mostBacklog) giveUp();
      else if (held) {
        held.push({ end, frames });
        heldBytes += frames.length;
      } else {
        stream.write(frames);
        at = end;
      }
    },
    hear(frames) {
      if (isOver || held || stream.backlog > mostBacklog) return;
      if (stands()) stream.write(frames);
      else stream.end();
    },
    tick(isBeat) {
      if (isOver) return;
      if (!stands()) stream.end();
      // who still has something to read needs no sign of life
      else if (isBeat && stream.backlog === 0) stream.write(beat);
    },
    dismiss() {
      stream.end();
    },
    goLive(position) {
      at = position;
      if (isOver) return;
      const waiting = held ?? [];
      held = undefined;
      heldBytes = 0;
      for (const { end, frames } of waiting) {
        if (!isAfter(end, at)) continue;
        stream.write(frames);
        at = end;
      }
    },
  };
}
