import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Follower, News } from '../follow/follower.ts';
import type { Remembered } from '../follow/remembered.ts';
import { experienceCard } from './experience-card.ts';
import { shownArrivals } from './home-page.ts';
import type { HomeSource } from './home-source.ts';
import { channelsPanel, exceptionsPanel, figuresPanel, statePanel } from './panels.ts';

/** A state at most this often, ms; also the pulse by which a browser knows that we live. */
const pulse = 1000;

/**
 * Arrivals and states as server-sent events. `Last-Event-ID`, or `after` at first, names the last
 * one seen: what came since is told one by one, or as a `reset` when that is too much.
 */
export function homeStream(c: Context, source: HomeSource, closing: AbortSignal): Response {
  const seen = c.req.header('last-event-id') ?? c.req.query('after');
  return streamSSE(c, async (stream) => {
    const queue: News[] = [];
    let wake = () => {};
    let follower: Follower | undefined;
    let stop = () => {};
    const end = () => {
      wake();
      stop();
      closing.removeEventListener('abort', end);
    };
    stream.onAbort(end);
    closing.addEventListener('abort', end, { once: true });

    let stateBefore = '';
    while (!stream.aborted && !stream.closed && !closing.aborted) {
      if (!follower && source.follower) {
        follower = source.follower;
        const missed = seen ? follower.after(seen) : undefined;
        // listening begins in the same turn as the look back: nothing falls between
        stop = follower.listen((news) => {
          queue.push(news);
          wake();
        });
        if (missed) queue.push(...missed.map((arrived) => ({ arrived })));
        else await stream.writeSSE(await reset(source));
      }
      for (const news of queue.splice(0))
        await stream.writeSSE(
          'arrived' in news
            ? await arrived(source, news.arrived)
            : { event: 'forgotten', data: news.forgotten },
        );
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
        if (queue.length) wake();
      });
    }
    end();
  });
}

async function arrived(source: HomeSource, remembered: Remembered) {
  const { now, links } = source.view();
  const card = await experienceCard(remembered, { now, sandbox: links.sandbox, isNew: true });
  return { id: remembered.eventId, event: 'arrived', data: String(card) };
}

async function reset(source: HomeSource) {
  const { now, links, arrivals } = source.view();
  const cards = arrivals
    .slice(0, shownArrivals)
    .map((remembered) => experienceCard(remembered, { now, sandbox: links.sandbox }));
  const id = arrivals[0]?.eventId;
  return { ...(id && { id }), event: 'reset', data: (await Promise.all(cards)).join('') };
}

async function stateOf(source: HomeSource): Promise<string> {
  const view = source.view();
  return JSON.stringify({
    state: String(await statePanel(view)),
    figures: String(await figuresPanel(view)),
    channels: String(await channelsPanel(view)),
    exceptions: String(await exceptionsPanel(view)),
  });
}
