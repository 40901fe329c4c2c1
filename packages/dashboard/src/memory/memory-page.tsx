import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTenant } from '../session/use-session.ts';
import { Page } from '../shell/page.tsx';
import { cn } from '../ui/cn.ts';
import { useWide } from '../ui/use-wide.ts';
import { AsOfBar } from './as-of/as-of-bar.tsx';
import { ExperienceDrawer } from './experience/experience-drawer.tsx';
import { ExperiencePane } from './experience/experience-pane.tsx';
import { FilterBar } from './search/filter-bar.tsx';
import { facetsQuery } from './search/memory-queries.ts';
import type { MemorySearch } from './search/memory-search.ts';
import { Results } from './search/results.tsx';
import { SearchBox } from './search/search-box.tsx';
import { useResultKeys } from './search/use-result-keys.ts';

/** The memory explorer. Every state of it is its address. */
export function MemoryPage() {
  const search = useSearch({ from: '/app/memory' });
  const navigate = useNavigate({ from: '/memory' });
  const { scopes, root_scope } = useTenant();
  const scope = search.scope ?? scopes?.[0] ?? root_scope;
  const facets = useQuery(facetsQuery(scope));
  const isEmpty = facets.data?.first_recorded_at === null;
  const wide = useWide(1180);
  const change = useCallback(
    (next: Partial<MemorySearch>) =>
      void navigate({
        search: (before: MemorySearch) => ({ ...before, ...next }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const travel = useCallback((as_of: string | undefined) => change({ as_of }), [change]);
  const close = useCallback(() => change({ event: undefined }), [change]);
  useResultKeys(search.event === undefined ? undefined : close);
  return (
    <Page title="Memory">
      <div className="flex flex-col gap-3">
        <SearchBox query={search.q} onChange={(q) => change({ q })} />
        <FilterBar search={search} scope={scope} onChange={change} />
        {!isEmpty && (
          <AsOfBar
            asOf={search.as_of}
            first={facets.data?.first_recorded_at ?? null}
            onChange={travel}
          />
        )}
      </div>
      <div
        className={cn(
          'grid items-start gap-6',
          !isEmpty && 'min-[1180px]:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]',
        )}
      >
        <Results search={search} scope={scope} isEmpty={isEmpty} />
        {isEmpty ? null : wide ? (
          <ExperiencePane id={search.event} asOf={search.as_of} onClose={close} />
        ) : (
          <ExperienceDrawer id={search.event} asOf={search.as_of} onClose={close} />
        )}
      </div>
    </Page>
  );
}
