import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { TailEntry } from './request-tail.ts';
import { breakPart, pathPart, requestItem, statePart } from './tour-parts.ts';
import type { TourSource } from './tour-source.ts';
import { tourView } from './tour-view.ts';

/** A state at most this often, ms; also the pulse by which a browser knows that we live. */
const pulse = 500;

/** Steps, state and requests as server-sent events; `after` is the number of the last request seen. */
export function tourStream(c: Context, source: TourSource, closing: AbortSignal): Response {
  const seen = Number(c.req.header('last-event-id') ?? c.req.query('after') ?? 0);
  return streamSSE(c, async (stream) => {
    let wake = () => {};
    const queue: TailEntry[] = source.tail.entries.filter(({ n }) => n > seen);
    const stops = [
      source.tail.listen((entry) => {
        queue.push(entry);
        wake();
      }),
      source.onChange(() => wake()),
    ];
    const end = () => wake();
    stream.onAbort(end);
    closing.addEventListener('abort', end, { once: true });
    let stateBefore = '';
    try {
      while (!stream.aborted && !stream.closed && !closing.aborted) {
        for (const entry of queue.splice(0))
          await stream.writeSSE({
            id: String(entry.n),
            event: 'request',
            data: String(await requestItem(entry)),
          });
        const state = await stateOf(source);
        await stream.writeSSE(
          state === stateBefore ? { event: 'pulse', data: '' } : { event: 'state', data: state },
        );
        stateBefore = state;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pulse);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          if (queue.length > 0) wake();
        });
      }
    } finally {
      closing.removeEventListener('abort', end);
      for (const stop of stops) stop();
    }
  });
}

async function stateOf(source: TourSource): Promise<string> {
  const view = tourView(source);
  return JSON.stringify({
    isReady: source.parts !== undefined,
    isTaught: view.isTaught,
    parts: {
      path: String(await pathPart(view)),
      state: String(await statePart(view)),
      break: String(await breakPart(view)),
    },
  });
}
