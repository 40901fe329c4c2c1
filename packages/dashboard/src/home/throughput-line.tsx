import type { ConnectorView } from '@belay/contract/connector';
import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { throughputQuery } from '../connectors/data/connector-queries.ts';
import { Sparkline } from '../connectors/list/sparkline.tsx';
import { chartData } from '../connectors/throughput/chart-data.ts';
import { hourly } from '../connectors/throughput/ranges.ts';
import { formatNumber, formatRate } from '../ui/format-number.ts';
import { Skeleton } from '../ui/skeleton.tsx';

/** What all connectors captured in a day, by the hour, and what they capture right now. */
export function ThroughputLine({ views }: { views: ConnectorView[] }) {
  const perHour = useQueries({
    queries: views.map(({ id }) => throughputQuery(id, hourly)),
    combine: (results) => {
      if (results.some(({ data }) => !data)) return null;
      const sums: number[] = [];
      for (const { data } of results) {
        if (!data) continue;
        const { counts } = chartData(data.points, { ...data, stepS: hourly.stepS });
        for (const [hour, count] of counts.messages.entries())
          sums[hour] = (sums[hour] ?? 0) + count + (counts.replies[hour] ?? 0);
      }
      return sums;
    },
  });
  const now = views.reduce((sum, { per_second }) => sum + per_second, 0);
  const total = perHour?.reduce((sum, count) => sum + count, 0) ?? 0;
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-3 rounded-lg border border-line bg-surface px-4 py-3 shadow-card sm:grid-cols-[auto_auto_minmax(0,1fr)] sm:items-end">
      <Figure title="Right now">
        {formatRate(now)} <span className="text-base font-normal text-soft">per second</span>
      </Figure>
      <Figure title="In 24 hours">
        {perHour ? formatNumber(total) : <Skeleton className="h-6 w-20" />}
      </Figure>
      <div className="col-span-2 flex min-w-0 sm:col-span-1">
        {perHour ? (
          <Sparkline
            counts={perHour}
            label={`Messages per hour in the last 24 hours: ${formatNumber(total)} in all`}
          />
        ) : (
          <Skeleton className="h-7 grow" />
        )}
      </div>
    </div>
  );
}

function Figure({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="text-sm text-soft">{title}</p>
      <p className="text-xl font-semibold">{children}</p>
    </div>
  );
}
