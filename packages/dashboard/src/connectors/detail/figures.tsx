import type { ConnectorView, Moments } from '@belay/contract/connector';
import type { ReactNode } from 'react';
import { formatCount, formatNumber } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { durationWords } from '../../ui/time-words.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { momentWords, owedWords } from '../words/moments.ts';
import { rateWords } from '../words/rate-words.ts';

/** The numbers of a connector in two lines: what it holds, and through when that is proved. */
export function Figures({ view }: { view: ConnectorView }) {
  const { counts, channels } = view;
  const owed = owedWords(view.owed);
  const more: [count: number, one: string, many?: string][] = [
    [counts.files, 'file'],
    [counts.reactions, 'reaction'],
    [counts.versions, 'edit'],
    [counts.forgotten + counts.expired, 'forgotten', 'forgotten'],
    [counts.redacted, 'secret cut out', 'secrets cut out'],
    [counts.skipped, 'skipped', 'skipped'],
  ];
  return (
    <section aria-label="Figures" className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-6">
        <Figure name="Messages">{formatNumber(counts.messages + counts.replies)}</Figure>
        <Figure name="Captured now">{rateWords(view.per_second)}</Figure>
        <Figure name="Channels complete">
          {formatNumber(channels.proved)}
          <span className="text-soft"> of {formatNumber(channels.total)}</span>
        </Figure>
        <Figure name="Backfill left">
          {view.eta_ms === null
            ? view.state === 'backfilling'
              ? 'not known yet'
              : 'none'
            : durationWords(view.eta_ms)}
        </Figure>
        <Figure name="From Slack to memory">
          {view.lag_ms === null ? '–' : durationWords(view.lag_ms)}
        </Figure>
        <Figure name="Complete through">
          <RelativeTime at={view.moments.messages_through} none="not yet" />
        </Figure>
      </dl>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
        {more
          .filter(([count]) => count > 0)
          .map(([count, one, many]) => (
            <span key={one}>{formatCount(count, one, many)}</span>
          ))}
        {momentWords.slice(1).map(({ key, name, means }) => (
          <Moment key={key} at={view.moments[key]} name={name} means={means} />
        ))}
        {owed && <span>Still to do: {owed}</span>}
      </p>
    </section>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="truncate text-lg font-semibold">{children}</dd>
    </div>
  );
}

function Moment({ at, name, means }: { at: Moments[keyof Moments]; name: string; means: string }) {
  return (
    <span>
      <Tooltip text={means}>
        <span className="underline decoration-dotted underline-offset-2">{name}</span>
      </Tooltip>{' '}
      <RelativeTime at={at} none="not yet" />
    </span>
  );
}
