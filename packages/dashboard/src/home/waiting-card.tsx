import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { conversationsQuery, countsQuery } from '../desk/data/desk-queries.ts';
import { deskSentence } from '../desk/words/desk-sentence.ts';
import { excerpt } from '../desk/words/excerpt.ts';
import { waitedWords } from '../desk/words/holder-sentence.ts';
import { partnerName } from '../desk/words/visitor-name.ts';
import { Card } from '../ui/card.tsx';
import { useNow } from '../ui/use-now.ts';

const waitingQuery = conversationsQuery({ queue: 'waiting' });
/** Rows on the home page: who waits longest. */
const shown = 5;

/** The state of the desk in a sentence, kept true by the clock. Nothing until it is known. */
export function DeskSentence() {
  const { data: counts } = useQuery(countsQuery);
  const { data } = useInfiniteQuery(waitingQuery);
  const now = useNow();
  if (!counts) return null;
  const oldest = data?.pages[0]?.items[0]?.escalation?.at ?? null;
  return <span data-testid="desk-sentence">{deskSentence(counts.waiting, oldest, now)}</span>;
}

/** Who waits for a person, the longest first, each a link. Nothing when nobody does. */
export function WaitingCard() {
  const { data } = useInfiniteQuery(waitingQuery);
  const now = useNow();
  const views = data?.pages.flatMap(({ items }) => items).slice(0, shown) ?? [];
  if (views.length === 0) return null;
  return (
    <Card
      title="Waits for a person"
      flush
      actions={
        <Link
          to="/inbox"
          search={{ queue: 'waiting' }}
          className="inline-flex min-h-6 items-center gap-1 text-soft hover:text-ink"
        >
          Open the inbox <ArrowRight aria-hidden className="size-4" />
        </Link>
      }
    >
      <ul>
        {views.map((view) => (
          <li key={view.id} className="border-b border-line last:border-0">
            <Link
              to="/inbox/$id"
              params={{ id: view.id }}
              search={{ queue: 'waiting' }}
              className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="w-28 text-sm font-medium text-warn">
                for {waitedWords(Date.parse(view.escalation?.at ?? view.updated_at), now)}
              </span>
              <span className="font-medium">{partnerName(view)}</span>
              <span className="min-w-0 flex-1 basis-52 truncate text-soft">
                {excerpt(view.last_message)}
              </span>
              <span className="text-sm text-soft">{view.agent.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
