import type { PlaygroundRecall } from '@belay/contract/desk/model';
import { Link } from '@tanstack/react-router';
import { saidBy } from '../../desk/words/said-by.ts';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Badge } from '../../ui/state-badge.tsx';

/** What recall brought for a question, used or not, each with the reason why it was found. */
export function RecallList({ recalled }: { recalled: PlaygroundRecall[] }) {
  if (recalled.length === 0)
    return <p className="text-sm text-soft">Nothing in its knowledge fits the question.</p>;
  const used = recalled.filter(({ n }) => n !== null).length;
  return (
    <details className="rounded-md border border-line">
      <summary className="px-3 py-1.5 text-sm text-soft select-none hover:text-ink">
        Recalled {formatCount(recalled.length, 'experience')}, {used} used
      </summary>
      <ol className="flex flex-col divide-y divide-line border-t border-line">
        {recalled.map((one) => (
          <li key={one.event_id} className="flex flex-col gap-0.5 px-3 py-2 text-sm">
            <p className="flex items-center gap-2">
              {one.n !== null && <Badge>[{one.n}]</Badge>}
              <Link
                to="/memory"
                search={{ event: one.event_id }}
                className="min-w-0 truncate font-medium hover:underline"
              >
                {one.label}
              </Link>
              <RelativeTime at={one.said_at} none="" className="ml-auto shrink-0 text-soft" />
            </p>
            <p className="line-clamp-3 break-words">{one.quote}</p>
            <p className="text-soft">
              {one.author && `${saidBy(one.author)} · `}
              {one.why}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}
