import type { Queue } from '@belay/contract/desk/conversation';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countsQuery } from '../../desk/data/desk-queries.ts';
import { cn } from '../../ui/cn.ts';
import { formatShort } from '../../ui/format-number.ts';
import type { InboxSearch } from './inbox-search.ts';
import { queueNames } from './queue-words.ts';

/** The queues with how many stand in each, as they are now. */
export function QueueTabs({ queue, search }: { queue: Queue; search: InboxSearch }) {
  const { data } = useQuery(countsQuery);
  return (
    <nav aria-label="Queues" className="px-3">
      <ul className="flex flex-wrap gap-x-0.5 gap-y-1">
        {queueNames.map((each) => {
          const count = data?.[each.queue];
          const isCurrent = each.queue === queue;
          return (
            <li key={each.queue}>
              <Link
                to="."
                search={{ ...search, queue: each.queue }}
                aria-current={isCurrent ? 'page' : undefined}
                className={cn(
                  'inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-sm text-soft transition-colors hover:bg-hover hover:text-ink',
                  isCurrent && 'bg-surface font-medium text-ink shadow-card',
                )}
              >
                {each.name}
                {count !== undefined && each.queue !== 'closed' && count > 0 && (
                  <span
                    className={cn(
                      'text-xs',
                      each.queue === 'waiting'
                        ? 'rounded-full bg-accent px-1.5 font-semibold text-on-accent'
                        : 'text-faint',
                    )}
                  >
                    {formatShort(count)}
                  </span>
                )}
                {each.queue === 'closed' && count !== undefined && count > 0 && (
                  <span className="text-xs text-faint">{formatShort(count)}</span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
