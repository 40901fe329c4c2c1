import { BelayError } from '@belay/contract/error';
import { type Pack, type RecallRequest, recallBody } from '@belay/contract/read';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { fetchEvents } from '../events/fetch-events.ts';
import { publicId, uuidv7 } from '../ids.ts';
import { scopeFilter } from '../scope-filter.ts';
import { privacyFilter } from '../scope-privacy.ts';
import { findCandidates } from './find-candidates.ts';
import { findNeighbours } from './find-neighbours.ts';
import { packEvents } from './pack.ts';
import { rank } from './rank.ts';

/** Neighbours are looked up for the best matches only. */
const withNeighbours = 40;
/** More than any budget shows. */
const fetched = 120;

/** `POST /v1/recall` (MEM-7) and `POST /v1/answer`. */
export function recallRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/recall', async (c) => {
    const caller = c.get('caller');
    const request = await parseBody(c, recallBody);
    const reach = {
      scopes: scopeFilter(caller, request.scope, request.view),
      privacy: privacyFilter(caller),
    };
    const asOf = request.temporal?.as_of_recorded ?? request.temporal?.as_of;
    ctx.metrics.recalls.inc();
    const clock = stopwatch();
    const wanted = request.include?.includes('events') ?? true;
    const candidates = wanted
      ? await findCandidates(ctx.pool, caller.tenant, request, reach, asOf)
      : [];
    const top = candidates.slice(0, withNeighbours).map((candidate) => candidate.id);
    const neighbours = narrowed(request)
      ? []
      : await findNeighbours(ctx.pool, caller.tenant, top, reach, asOf);
    clock.lap('fetch');
    const ranked = rank(candidates, neighbours, asOf ? Date.parse(asOf) : ctx.now()).slice(
      0,
      fetched,
    );
    clock.lap('score');
    const items = await fetchEvents(
      ctx.pool,
      caller.tenant,
      ranked.map(({ id }) => id),
    );
    const shown = ranked.flatMap(({ id, score }) => {
      const item = items.get(id);
      return item ? [{ item, score }] : [];
    });
    const { events, block, citations } = packEvents(shown, request);
    clock.lap('pack');
    const pack: Pack = {
      pack_id: publicId('pack', uuidv7(ctx.now())),
      scope: request.scope,
      view: request.view,
      as_of: asOf ?? new Date(ctx.now()).toISOString(),
      layers: { events, episodes: [], facts: [], beliefs: [], understanding: [] },
      context_block: block,
      provenance: {
        trail: [
          { step: 'match', filter: `view=${request.view}`, kept: candidates.length },
          { step: 'thread', filter: 'preceded_by', kept: shown.length },
          { step: 'budget', filter: 'max_tokens', kept: events.length },
        ],
        citations,
      },
      ...(request.diagnostics === 'none'
        ? {}
        : {
            diagnostics: { time_ms: clock.times, layers_requested: request.include ?? ['events'] },
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

/** Neighbours were not asked for: they would slip past the filters, or make a list out of order. */
function narrowed({ query, filters, temporal }: RecallRequest): boolean {
  return (
    query === '' ||
    filters !== undefined ||
    temporal?.recorded_during !== undefined ||
    temporal?.valid_during !== undefined
  );
}

function stopwatch(): { times: Record<string, number>; lap(name: string): void } {
  const times: Record<string, number> = {};
  let last = performance.now();
  return {
    times,
    lap(name) {
      const now = performance.now();
      times[name] = Math.round(now - last);
      last = now;
    },
  };
}
