import type { Filter } from '@belay/contract/read';
import type { MemorySearch } from './memory-search.ts';

/** More than the server ranks: what it found is what is shown. */
const mostEvents = 200;
const mostTokens = 200_000;

/** The body of `POST /v1/recall` for what the address says. Only for a search with words. Pure. */
export function recallRequest(search: MemorySearch, scope: string) {
  const filters = filterOf(search);
  return {
    scope,
    view: 'descend' as const,
    query: search.q ?? '',
    include: ['events' as const],
    citation_mode: 'none' as const,
    budgets: { max_tokens: mostTokens, per_layer_limits: { events: mostEvents } },
    ...(filters ? { filters } : {}),
    ...(search.as_of ? { temporal: { as_of: search.as_of } } : {}),
  };
}

/** The query of `GET /v1/events` for the same: every version, newest first. Pure. */
export function listQuery(search: MemorySearch, scope: string) {
  const { since, until } = spanOf(search);
  return {
    scope,
    view: 'descend' as const,
    since,
    until,
    observed_actor: search.author,
    modality: search.kind,
    labels: search.channel && `channel:${search.channel}`,
    as_of: search.as_of,
    limit: 50,
  };
}

function filterOf(search: MemorySearch): Filter | undefined {
  const { since, until } = spanOf(search);
  const parts: Filter[] = [
    ...(search.channel ? [{ labels: { in: [`channel:${search.channel}`] } }] : []),
    ...(search.author ? [{ observed_actor: { eq: search.author } }] : []),
    ...(search.kind ? [{ modality: { eq: search.kind } }] : []),
    ...(since ? [{ observed_at: { gte: since } }] : []),
    ...(until ? [{ observed_at: { lt: until } }] : []),
  ];
  return parts.length === 0 ? undefined : { AND: parts };
}

/** Days are the viewer's: from the first one's midnight to the midnight after the last one. */
export function spanOf({ from, to }: Pick<MemorySearch, 'from' | 'to'>): {
  since: string | undefined;
  until: string | undefined;
} {
  return { since: from && midnight(from, 0), until: to && midnight(to, 1) };
}

function midnight(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
