import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Change } from '../world/change.ts';
import type { PageDesk } from './page-desk.ts';

/** A sign of life for browsers and proxies, ms. */
const heartbeat = 15_000;

/** Who hears of what was done on a page. */
export class Bell {
  readonly #listeners = new Set<() => void>();

  ring(): void {
    for (const listener of this.#listeners) listener();
  }

  onRing(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/**
 * Tells a page what changed, by topic: a channel's id, `channels` for their list, `app` for its
 * settings, `all`. The page looks for itself what that means.
 */
export function streamChanges(c: Context, desk: PageDesk, bell: Bell): Response {
  return streamSSE(c, async (stream) => {
    const open = new AbortController();
    stream.onAbort(() => open.abort());
    const tell = (topic: string) =>
      void stream.writeSSE({ event: 'change', data: topic }).catch(() => open.abort());
    const stops = [
      desk.world.onChange((change) => topicsOf(change).forEach(tell)),
      desk.events.onAttempt(() => tell('app')),
      desk.sockets.onChange(() => tell('app')),
      desk.interactivity.views.onChange(() => tell('all')),
      desk.interactivity.ephemerals.onChange(() => tell('all')),
      bell.onRing(() => tell('all')),
    ];
    while (!open.signal.aborted) {
      await stream.writeSSE({ event: 'alive', data: '' });
      await desk.world.clock.sleep(heartbeat, open.signal).catch(() => undefined);
    }
    for (const stop of stops) stop();
  });
}

function topicsOf(change: Change): string[] {
  switch (change.type) {
    case 'channel_created':
    case 'channel_id_changed':
      return ['channels'];
    case 'channel_changed':
      return ['channels', change.channel.id];
    case 'member_joined':
    case 'member_left':
      return [change.channel.id];
    case 'user_added':
    case 'user_changed':
    case 'team_changed':
    case 'tokens_revoked':
      return ['all'];
    default:
      return 'channelId' in change ? [change.channelId] : [];
  }
}
