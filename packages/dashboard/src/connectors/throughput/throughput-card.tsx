import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { cn } from '../../ui/cn.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { throughputQuery } from '../data/connector-queries.ts';
import { type ChartData, chartData, stacked } from './chart-data.ts';
import { type RangeKey, ranges } from './ranges.ts';
import { seriesLook } from './series-look.ts';
import { stepWords } from './step-words.ts';
import { ThroughputTable } from './throughput-table.tsx';

const ThroughputChart = lazy(() =>
  import('./throughput-chart.tsx').then(
    (module) => ({ default: module.ThroughputChart }),
    // a browser without a usable locale, or a page that was updated meanwhile: the rest of it stands
    () => ({ default: NoChart }),
  ),
);

function NoChart(_: { data: ChartData; onHover(index: number | null): void }) {
  return (
    <p className="flex h-[220px] items-center justify-center text-soft">
      The chart can't be drawn here. The table shows the same figures.
    </p>
  );
}

/** What was captured over time: stacked, exact on hover, as a table for who prefers or needs it. */
export function ThroughputCard({ id }: { id: string }) {
  const [key, setKey] = useState<RangeKey>('15m');
  const [asTable, setAsTable] = useState(false);
  const range = ranges.find((one) => one.key === key) ?? ranges[0];
  const { data, error, refetch } = useQuery(throughputQuery(id, range));
  const stepS = data && data.to - data.from === range.spanS ? range.stepS : undefined;
  const chart = useMemo(
    () => (data && stepS ? chartData(data.points, { ...data, stepS }) : undefined),
    [data, stepS],
  );
  return (
    <Card
      title="Throughput"
      actions={
        <>
          <fieldset className="flex rounded-md border border-line p-0.5">
            <legend className="sr-only">Span of the chart</legend>
            {ranges.map((one) => (
              <button
                key={one.key}
                type="button"
                aria-pressed={one.key === key}
                onClick={() => setKey(one.key)}
                className={cn(
                  'h-6 rounded-sm px-2 text-sm whitespace-nowrap text-soft hover:text-ink',
                  one.key === key && 'bg-hover font-medium text-ink',
                )}
              >
                {one.name}
              </button>
            ))}
          </fieldset>
          <Button
            size="sm"
            look="ghost"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Show chart' : 'Show table'}
          </Button>
        </>
      }
    >
      {error && !data ? (
        <ErrorState error={error} title="The throughput could not be loaded" retry={refetch} />
      ) : !chart ? (
        <div role="status" aria-label="Loading the chart" aria-busy="true">
          <Skeleton className="mb-3 h-10 w-72" />
          <Skeleton className="h-[220px] w-full" />
        </div>
      ) : asTable ? (
        <ThroughputTable points={data?.points ?? []} stepS={range.stepS} />
      ) : (
        <Chart chart={chart} stepS={range.stepS} name={range.name} />
      )}
    </Card>
  );
}

function Chart({ chart, stepS, name }: { chart: ChartData; stepS: number; name: string }) {
  const [index, setIndex] = useState<number | null>(null);
  const at = index === null ? undefined : chart.at[index];
  const words = at === undefined ? `Last ${name}` : stepWords(at, stepS);
  return (
    <figure>
      <figcaption className="mb-2 flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <span className="w-44 text-sm text-soft">{words}</span>
        {stacked.map((series) => {
          const counts = chart.counts[series];
          const value =
            at === undefined || index === null
              ? counts.reduce((sum, count) => sum + count, 0)
              : (counts[index] ?? 0);
          return (
            <span key={series} className="flex items-baseline gap-1.5 text-sm">
              <span
                aria-hidden
                className="size-2.5 translate-y-px rounded-xs"
                style={{ background: seriesLook[series].colour }}
              />
              <span className="text-soft">{seriesLook[series].name}</span>
              <span className="min-w-[3ch] font-medium">{formatNumber(value)}</span>
            </span>
          );
        })}
      </figcaption>
      <div className="relative">
        <Suspense fallback={<Skeleton className="h-[220px] w-full" />}>
          <ThroughputChart data={chart} onHover={setIndex} />
        </Suspense>
        {chart.total === 0 && (
          <p className="pointer-events-none absolute inset-x-0 top-[88px] text-center text-sm text-soft">
            Nothing was captured in the last {name}.
          </p>
        )}
      </div>
    </figure>
  );
}
