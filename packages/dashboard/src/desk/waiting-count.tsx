import { useQuery } from '@tanstack/react-query';
import { formatCount, formatShort } from '../ui/format-number.ts';
import { countsQuery } from './data/desk-queries.ts';

/** How many conversations wait for a person; nothing when nobody does. */
export function WaitingCount() {
  const { data } = useQuery(countsQuery);
  if (!data?.waiting) return null;
  return (
    <span className="ml-auto rounded-full bg-accent px-1.5 text-xs leading-5 font-semibold text-on-accent">
      <span aria-hidden>{formatShort(data.waiting)}</span>
      <span className="sr-only">{formatCount(data.waiting, 'waits', 'wait')}</span>
    </span>
  );
}
