import type { ConversationView, Queue } from '@belay/contract/desk/conversation';
import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { ConversationRow } from './conversation-row.tsx';
import type { InboxSearch } from './inbox-search.ts';

const rowHeight = 76;

/** The rows of a queue, ten or ten thousand: only those in sight exist. `j`/`k` move, `o` opens. */
export function ConversationList({
  views,
  queue,
  search,
  open,
  loading,
  failed,
  onMore,
}: {
  views: ConversationView[];
  queue: Queue;
  search: InboxSearch;
  open: string | undefined;
  loading: boolean;
  failed: boolean;
  onMore?: (() => void) | undefined;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  /** the row that keys move from; the focus follows a frame later */
  const last = useRef<string | undefined>(open);
  const navigate = useNavigate();
  const virtual = useVirtualizer({
    count: views.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index) => views[index]?.id ?? index,
  });
  const rows = virtual.getVirtualItems();
  const end = rows.at(-1)?.index ?? 0;
  const wanted = onMore !== undefined && !loading && !failed && end >= views.length - 20;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once per end that is reached
  useEffect(() => {
    if (wanted) onMore?.();
  }, [wanted, views.length]);

  const focus = (id: string) => {
    last.current = id;
    const index = views.findIndex((view) => view.id === id);
    virtual.scrollToIndex(index);
    // the row may only come into being with the next frame
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus(),
    );
  };
  const move = (step: 1 | -1) => {
    const at = views.findIndex(({ id }) => id === last.current);
    const next = views[at < 0 ? 0 : Math.min(views.length - 1, Math.max(0, at + step))];
    if (next) focus(next.id);
  };
  useShortcuts([
    { keys: 'j', label: 'Next conversation', run: () => move(1) },
    { keys: 'k', label: 'Conversation before', run: () => move(-1) },
    {
      keys: 'o',
      label: 'Open the conversation',
      run: () => {
        if (last.current === undefined) return;
        void navigate({ to: '/inbox/$id', params: { id: last.current }, search });
      },
    },
  ]);
  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto [scrollbar-width:thin]">
      <ul
        aria-label="Conversations"
        onFocus={({ target }) => {
          if (target instanceof HTMLElement && target.dataset.row)
            last.current = target.dataset.row;
        }}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {rows.map(({ index, start, key }) => {
          const view = views[index];
          if (!view) return null;
          return (
            <li
              key={key}
              aria-setsize={onMore ? -1 : views.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <ConversationRow
                view={view}
                queue={queue}
                search={search}
                isOpen={view.id === open}
              />
            </li>
          );
        })}
      </ul>
      {failed && (
        <div className="px-4 py-3 text-sm text-soft">
          Older ones could not be loaded.{' '}
          <Button size="sm" onClick={onMore}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
