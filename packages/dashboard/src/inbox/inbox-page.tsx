import { Outlet, useParams, useSearch } from '@tanstack/react-router';
import { Gate } from '../shell/no-permission.tsx';
import { usePageTitle } from '../shell/page.tsx';
import { cn } from '../ui/cn.ts';
import { useWide } from '../ui/use-wide.ts';
import { ConversationColumn } from './list/conversation-column.tsx';
import { stackedBelow } from './stacked.ts';

/** Queues and list at the left; what is open beside it. */
export function InboxPage() {
  const { id } = useParams({ strict: false });
  const search = useSearch({ from: '/app/inbox' });
  const wide = useWide(stackedBelow);
  usePageTitle(id === undefined ? 'Inbox' : null);
  return (
    <Gate ability="desk.read" what="see conversations">
      <div
        data-full
        className={cn('grid h-full', wide && 'grid-cols-[minmax(17rem,22rem)_minmax(0,1fr)]')}
      >
        {wide || id === undefined ? (
          <ConversationColumn search={search} open={id} />
        ) : (
          // the column has the page's heading; without it the page keeps one for screen readers
          <h1 className="sr-only">Inbox</h1>
        )}
        {(wide || id !== undefined) && (
          <div className={cn('min-h-0 min-w-0', wide && 'border-l border-line')}>
            <Outlet />
          </div>
        )}
      </div>
    </Gate>
  );
}
