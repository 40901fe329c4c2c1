import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { conversationsQuery, type ListFilter } from '../../desk/data/desk-queries.ts';
import { useDeskState } from '../../desk/live/desk-context.tsx';
import { NotifyMenu } from '../../desk/notify/notify-menu.tsx';
import { liveWords } from '../../live/live-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ConversationList } from './conversation-list.tsx';
import { ConversationListSkeleton } from './conversation-list-skeleton.tsx';
import type { InboxSearch } from './inbox-search.ts';
import { ListFilters } from './list-filters.tsx';
import { QueueTabs } from './queue-tabs.tsx';
import { emptyWords } from './queue-words.ts';

/** The left column: queues with their numbers, search, and the conversations of one queue. */
export function ConversationColumn({
  search,
  open,
}: {
  search: InboxSearch;
  open: string | undefined;
}) {
  const navigate = useNavigate();
  const queue = search.queue ?? 'waiting';
  const change = (next: Partial<InboxSearch>) =>
    void navigate({
      to: '.',
      search: (before: InboxSearch) => ({ ...before, ...next }),
      replace: true,
    });
  return (
    <section aria-label="Conversations" className="flex min-h-0 min-w-0 flex-col bg-ground">
      <header className="flex h-12 shrink-0 items-center gap-2 pr-2 pl-4">
        <h1 className="grow text-lg font-semibold tracking-tight">Inbox</h1>
        <NotifyMenu />
      </header>
      <StaleLine />
      <QueueTabs queue={queue} search={search} />
      <ListFilters search={search} onChange={change} />
      <Rows
        filter={{ queue, agent: search.agent, query: search.q }}
        search={search}
        open={open}
        onShowAll={() => change({ queue: 'open', q: undefined, agent: undefined })}
      />
    </section>
  );
}

function Rows({
  filter,
  search,
  open,
  onShowAll,
}: {
  filter: ListFilter;
  search: InboxSearch;
  open: string | undefined;
  onShowAll(): void;
}) {
  const {
    data,
    error,
    refetch,
    hasNextPage,
    isFetchingNextPage,
    isFetchNextPageError,
    fetchNextPage,
  } = useInfiniteQuery(conversationsQuery(filter));
  if (!data)
    return error ? (
      <ErrorState error={error} title="The conversations could not be loaded" retry={refetch} />
    ) : (
      <ConversationListSkeleton />
    );
  const views = data.pages.flatMap(({ items }) => items);
  if (views.length === 0 && !hasNextPage) {
    const narrowed = filter.query !== undefined || filter.agent !== undefined;
    const words = emptyWords(filter.queue, narrowed);
    return (
      <div className="grow overflow-y-auto p-4">
        <EmptyState
          icon={Inbox}
          title={words.title}
          className="px-4 py-10"
          action={
            (filter.queue !== 'open' || narrowed) && (
              <button
                type="button"
                onClick={onShowAll}
                className="text-accent-ink underline underline-offset-2"
              >
                Show all open conversations
              </button>
            )
          }
        >
          {words.text}
        </EmptyState>
      </div>
    );
  }
  return (
    <ConversationList
      key={JSON.stringify(filter)}
      views={views}
      queue={filter.queue}
      search={search}
      open={open}
      failed={isFetchNextPageError}
      loading={isFetchingNextPage}
      onMore={hasNextPage ? () => void fetchNextPage() : undefined}
    />
  );
}

/** Says that the list may be old. Nothing while it lives. */
function StaleLine() {
  const state = useDeskState();
  const now = useNow();
  const stale = state.phase !== 'live' && state.phase !== 'connecting';
  return (
    <div role="status" aria-live="polite">
      {stale && (
        <p className="mx-4 mb-2 rounded-md bg-warn-wash px-2.5 py-1 text-sm">
          {liveWords(state, now)}. New words may be missing.
        </p>
      )}
    </div>
  );
}
