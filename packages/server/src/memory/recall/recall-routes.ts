import { BelayError } from '@belay/contract/error';
import { type Pack, recallBody } from '@belay/contract/read';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { publicId, uuidv7 } from '../ids.ts';
import { packEvents } from './pack.ts';
import { recall } from './recall.ts';

/** `POST /v1/recall` (MEM-7) and `POST /v1/answer`. */
export function recallRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/recall', async (c) => {
    const request = await parseBody(c, recallBody);
    const { scope, ...question } = request;
    const found = await recall(ctx, c.get('caller'), { ...question, scopes: [scope] });
    const started = performance.now();
    const { events, block, citations } = packEvents(found.events, request);
    const asOf = request.temporal?.as_of_recorded ?? request.temporal?.as_of;
    const pack: Pack = {
      pack_id: publicId('pack', uuidv7(ctx.now())),
      scope,
      view: request.view,
      as_of: asOf ?? new Date(ctx.now()).toISOString(),
      layers: { events, episodes: [], facts: [], beliefs: [], understanding: [] },
      context_block: block,
      provenance: {
        trail: [
          { step: 'match', filter: `view=${request.view}`, kept: found.matched },
          { step: 'thread', filter: 'preceded_by', kept: found.events.length },
          { step: 'budget', filter: 'max_tokens', kept: events.length },
        ],
        citations,
      },
      ...(request.diagnostics === 'none'
        ? {}
        : {
            diagnostics: {
              time_ms: { ...found.timeMs, pack: Math.round(performance.now() - started) },
              layers_requested: request.include ?? ['events'],
            },
          }),
    };
    return c.json(pack);
  });

  routes.post('/v1/answer', () => {
    throw new BelayError(
      'NOT_CONFIGURED',
      'This server has no answer model. POST /v1/recall returns a context_block to give to your own.',
    );
  });

  return routes;
}
