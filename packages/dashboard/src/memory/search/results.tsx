import { Link } from '@tanstack/react-router';
import { Brain, SearchX } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { exactTime } from '../../ui/time-words.ts';
import { highlightWords } from '../text/highlight.ts';
import { isNarrowed, type MemorySearch } from './memory-search.ts';
import { ResultList } from './result-list.tsx';
import { useResults } from './use-results.ts';

/** What was found, in every state that this can have. */
export function Results({
  search,
  scope,
  isEmpty,
}: {
  search: MemorySearch;
  scope: string;
  /** nothing at all is in the memory */
  isEmpty: boolean;
}) {
  const found = useResults(search, scope);
  const { results } = found;
  if (found.error && !results)
    return (
      <ErrorState error={found.error} title="The memory could not be read" retry={found.retry} />
    );
  if (!results) return <ResultSkeleton />;
  if (results.length === 0) return <NothingFound search={search} isEmpty={isEmpty} />;
  return (
    <section aria-label="Results" aria-busy={found.isOld} className="min-w-0">
      <p role="status" className="mb-2 text-sm text-soft">
        {search.q
          ? `${formatCount(results.length, 'match', 'matches')}, the best first`
          : `${found.hasMore ? 'Newest first' : `${formatCount(results.length, 'experience')}, newest first`}`}
      </p>
      <div className={cn('transition-opacity', found.isOld && 'opacity-60')}>
        <ResultList
          key={JSON.stringify([search.q, scope, search.as_of])}
          results={results}
          words={search.q ? highlightWords(search.q) : []}
          openId={search.event}
          onEnd={found.hasMore ? found.more : undefined}
        />
      </div>
      {found.isLoadingMore && <Skeleton className="mt-3 h-24 w-full rounded-lg" />}
    </section>
  );
}

function NothingFound({ search, isEmpty }: { search: MemorySearch; isEmpty: boolean }) {
  if (isEmpty)
    return (
      <EmptyState
        icon={Brain}
        title="The memory is empty"
        action={
          <Button asChild look="primary">
            <Link to="/connectors">Connectors</Link>
          </Button>
        }
      >
        Everything that a connector reads in Slack becomes an experience here: searchable, with its
        author, its thread and all of its versions.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing found"
      action={
        isNarrowed(search) && (
          <Button asChild>
            <Link to="/memory" search={search.as_of ? { as_of: search.as_of } : {}}>
              Show everything
            </Link>
          </Button>
        )
      }
    >
      {search.as_of
        ? `The memory knew nothing of this on ${exactTime(Date.parse(search.as_of))}. Travel to a later time, or ask in other words.`
        : 'Ask in other words, or with fewer filters.'}
    </EmptyState>
  );
}

function ResultSkeleton() {
  const cards = ['a', 'b', 'c', 'd', 'e'];
  return (
    <div role="status" aria-busy="true" aria-label="Searching" className="flex flex-col gap-2.5">
      {cards.map((key) => (
        <div key={key} className="rounded-lg border border-line bg-surface px-4 py-3">
          <div className="flex items-center gap-2.5">
            <Skeleton className="size-7" />
            <Skeleton className="w-48" />
          </div>
          <Skeleton className="mt-2.5 ml-[38px] w-3/4" />
          <Skeleton className="mt-1.5 ml-[38px] w-1/2" />
        </div>
      ))}
    </div>
  );
}
