import type { HoursPreview, WorkingHours } from '@belay/contract/desk/hours';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { useSettled } from '../../connectors/data/use-settled.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { hoursSentence, intervalWords } from './hours-words.ts';

/** What these hours mean right now and in the days to come, by the server's own reckoning. */
export function HoursPreviewCard({ hours }: { hours: WorkingHours | null }) {
  const { changed } = useAgentEditor();
  const now = useNow(60_000);
  const asked = useSettled(hours, 300);
  const { data, error, isPending } = useQuery({
    queryKey: ['hours-preview', asked, now],
    queryFn: ({ signal }) =>
      api.post<HoursPreview>('/v1/desk/hours/preview', { hours: asked }, { signal }),
    placeholderData: (before) => before,
    retry: false,
  });
  const zone = asked?.zone ?? 'UTC';
  const unfinished = error instanceof ApiError && error.status === 422;
  return (
    <Card
      title={changed.includes('hours') ? 'What this would mean' : 'What this means'}
      className="xl:sticky xl:top-5"
    >
      {unfinished ? (
        <p className="text-soft">Fill in every time and date, and it shows here.</p>
      ) : error ? (
        <ErrorNote error={error} />
      ) : isPending || !data ? (
        <div role="status" aria-label="Loading the preview" aria-busy="true">
          <Skeleton className="w-3/4" />
        </div>
      ) : (
        <div className="flex flex-col gap-3" aria-live="polite">
          <p className="flex gap-2 font-medium">
            <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
            {hoursSentence(data, zone, now)}
          </p>
          {data.coming.length > 0 && (
            <table className="w-full text-sm">
              <caption className="sr-only">When it is open from now on</caption>
              <tbody>
                {data.coming.map((interval) => {
                  const { day, time } = intervalWords(interval, zone);
                  return (
                    <tr key={interval.from} className="border-b border-line last:border-0">
                      <th scope="row" className="py-1 text-left font-normal text-soft">
                        {day}
                      </th>
                      <td className="py-1 text-right">{time}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          )}
          {asked && <p className="text-sm text-soft">Times in {zone}.</p>}
        </div>
      )}
    </Card>
  );
}
