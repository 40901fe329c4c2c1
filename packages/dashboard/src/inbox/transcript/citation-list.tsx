import type { Citation } from '@belay/contract/desk/conversation';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { saidBy } from '../../desk/words/said-by.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { webAddress } from './text-parts.ts';

/** What an answer stands on: where it was said, by whom, the words, and the way there. */
export function CitationList({ citations }: { citations: Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <ol
      aria-label="Sources"
      className="mt-2 flex flex-col gap-1.5 border-t border-line pt-2 text-sm"
    >
      {citations.map((citation) => (
        <li key={citation.n} className="flex gap-2">
          <span className="shrink-0 font-medium text-accent-ink">{citation.n}</span>
          <div className="min-w-0 [overflow-wrap:anywhere]">
            <p className="flex flex-wrap items-baseline gap-x-2 text-soft">
              <Source citation={citation} />
              {citation.author && <span title={citation.author}>{saidBy(citation.author)}</span>}
              {citation.said_at && (
                <RelativeTime at={citation.said_at} className="text-xs text-faint" />
              )}
            </p>
            {citation.quote && (
              <blockquote className="mt-0.5 line-clamp-3 border-l-2 border-line pl-2 text-soft">
                {citation.quote}
              </blockquote>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** To the message itself; without an address to what the memory holds of it. */
function Source({ citation: { label, url, event_id } }: { citation: Citation }) {
  const href = url === null ? undefined : webAddress(url);
  const look = 'text-accent-ink underline underline-offset-2';
  if (href)
    return (
      <a href={href} target="_blank" rel="noopener noreferrer" className={look}>
        {label} <ExternalLink aria-label="(opens in a new tab)" className="inline size-3" />
      </a>
    );
  if (event_id)
    return (
      <Link to="/memory" search={{ event: event_id }} className={look}>
        {label}
      </Link>
    );
  return <span className="font-medium">{label}</span>;
}
