import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { visitorOf } from '../live/desk-audience.ts';
import { openDeskStream } from '../live/open-desk-stream.ts';

/** Tabs and devices of one visitor; a browser itself opens six of them at most. */
const mostStreams = 12;

/** `GET /v1/widget/stream`: what happens in a visitor's own conversations, and nothing else. */
export function widgetStreamRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/widget/stream', async (c) => {
    const { tenant, visitor, agent } = c.get('visitor');
    if (ctx.presence.count(tenant, visitor) >= mostStreams)
      throw new BelayError('RATE_LIMITED', 'The chat is open in too many places. Close some.', {
        retry_after_s: 30,
      });
    return openDeskStream(ctx, c, {
      audience: visitorOf(tenant, visitor, agent),
      visitor,
      // blocked and erased visitors are sent away by a word to the hub
      stands: () => true,
      onOpen: () => ctx.presence.enter(tenant, visitor),
    });
  });
}
