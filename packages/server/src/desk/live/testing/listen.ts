import type { DeskEvent, WidgetEvent } from '@belay/contract/desk/stream';
import { eventually } from '../../../testing/eventually.ts';
import { readFrames } from '../../../testing/read-frames.ts';

export interface HeardFrame {
  id: string | undefined;
  event: string;
  data: DeskEvent | WidgetEvent;
}

/** A stream that is read in the background, until it ends or is left. */
export interface Listener {
  frames: HeardFrame[];
  /** the last id that came, also without an event */
  lastId(): string;
  /** resolves when the server has ended it */
  ended: Promise<void>;
  /** waits for so many frames that are like this */
  until(is: (frame: HeardFrame) => boolean, count?: number): Promise<HeardFrame[]>;
  leave(): void;
}

/** Opens a stream; resolves once nothing can be missed any more. */
export async function listen(url: string, headers: Record<string, string>): Promise<Listener> {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers, signal: leaving.signal });
  if (!answer.headers.get('content-type')?.includes('text/event-stream'))
    throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  const frames: HeardFrame[] = [];
  let last = '';
  const opened = Promise.withResolvers<void>();
  const read = async () => {
    for await (const some of readFrames(answer.body)) {
      for (const { id, event, data } of some) {
        if (id) last = id;
        if (event && data) frames.push({ id, event, data: JSON.parse(data) });
      }
      opened.resolve();
    }
  };
  const ended = read()
    .catch(() => undefined)
    .then(() => opened.resolve());
  await opened.promise;
  return {
    frames,
    lastId: () => last,
    ended,
    async until(is, count = 1) {
      await eventually(() => frames.filter(is).length).toBeGreaterThanOrEqual(count);
      return frames.filter(is);
    },
    leave: () => leaving.abort(),
  };
}
