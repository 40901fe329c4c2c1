import type { EventItem, RecallRequest } from '@belay/contract/read';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { fetchEvents } from '../events/fetch-events.ts';
import { privacyFilter } from '../scope-privacy.ts';
import { findCandidates } from './find-candidates.ts';
import { findNeighbours } from './find-neighbours.ts';
import { rank } from './rank.ts';
import { severalScopes } from './several-scopes.ts';

/** Neighbours are looked up for the best matches only. */
const withNeighbours = 40;
/** More than any budget shows. */
const fetched = 120;

/** What is asked of the memory: a recall over one scope or several, each of which the caller reads. */
export interface RecallQuestion extends Omit<RecallRequest, 'scope'> {
  scopes: readonly string[];
  /** words that begin so are looked for beside the query's own */
  prefixes?: readonly string[];
}

export interface Recalled {
  /** best first; `score` only orders */
  events: { item: EventItem; score: number }[];
  /** [reply, parent] among matches and what surrounds them, uuids */
  threads: [reply: string, parent: string][];
  /** matches of the words, before their threads */
  matched: number;
  timeMs: Record<string, number>;
}

/**
 * Matches of the words within the scopes, lifted by their threads, with their content. Throws 403
 * unless the caller may read every scope that is named.
 */
export async function recall(
  ctx: Pick<Context, 'pool' | 'now' | 'metrics'>,
  caller: Caller,
  question: RecallQuestion,
): Promise<Recalled> {
  const reach = {
    scopes: severalScopes(caller, question.scopes, question.view),
    privacy: privacyFilter(caller),
  };
  const asOf = question.temporal?.as_of_recorded ?? question.temporal?.as_of;
  ctx.metrics.recalls.inc();
  const clock = stopwatch();
  const wanted = (question.include?.includes('events') ?? true) && question.scopes.length > 0;
  const candidates = wanted
    ? await findCandidates(ctx.pool, caller.tenant, question, reach, asOf)
    : [];
  const top = candidates.slice(0, withNeighbours).map((candidate) => candidate.id);
  const threads = narrowed(question)
    ? []
    : await findNeighbours(ctx.pool, caller.tenant, top, reach, asOf);
  clock.lap('fetch');
  const ranked = rank(candidates, threads, asOf ? Date.parse(asOf) : ctx.now()).slice(0, fetched);
  clock.lap('score');
  const ids = ranked.map(({ id }) => id);
  const items = await fetchEvents(ctx.pool, caller.tenant, ids);
  const events = ranked.flatMap(({ id, score }) => {
    const item = items.get(id);
    return item ? [{ item, score }] : [];
  });
  clock.lap('read');
  return { events, threads, matched: candidates.length, timeMs: clock.times };
}

/** Neighbours were not asked for: they would slip past the filters, or make a list out of order. */
function narrowed({ query, filters, temporal }: RecallQuestion): boolean {
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
