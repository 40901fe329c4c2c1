import type { ConnectorView } from '@belay/contract/connector';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount, formatNumber } from '../../ui/format-number.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { useNow } from '../../ui/use-now.ts';
import { throughputQuery } from '../data/connector-queries.ts';
import { chartData } from '../throughput/chart-data.ts';
import { hourly } from '../throughput/ranges.ts';
import { freshness } from '../words/freshness.ts';
import { connectorLook } from '../words/state-look.ts';
import { Sparkline } from './sparkline.tsx';

/** One connector on the list: state, sentence, freshness, and what a day of it looks like. */
export function ConnectorCard({ view }: { view: ConnectorView }) {
  const now = useNow(1_000);
  const look = connectorLook(view.state);
  const fresh = freshness(view, now);
  return (
    <li className="relative flex flex-col rounded-lg border border-line bg-surface shadow-card transition-colors focus-within:border-edge hover:border-edge">
      <div className="flex grow flex-col gap-2 px-4 pt-3.5 pb-3">
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <h2 className="truncate font-semibold">
              <Link
                to="/connectors/$id"
                params={{ id: view.id }}
                className="outline-offset-4 after:absolute after:inset-0 after:rounded-lg"
              >
                {view.name}
              </Link>
            </h2>
            <p className="truncate text-sm text-soft">Slack · {view.workspace.name}</p>
          </div>
          <State tone={look.tone}>{look.word}</State>
        </div>
        <p>{view.sentence}</p>
        <p className="mt-auto text-sm text-soft">
          {formatCount(view.counts.messages + view.counts.replies, 'message')} ·{' '}
          {formatCount(view.channels.total, 'channel')}
          {fresh && ` · ${fresh}`}
        </p>
      </div>
      {view.state !== 'deleting' && <MessagesPerHour id={view.id} />}
    </li>
  );
}

function MessagesPerHour({ id }: { id: string }) {
  const { data } = useQuery(throughputQuery(id, hourly));
  if (!data) return <Skeleton className="mx-4 mb-3 h-9" />;
  const { counts } = chartData(data.points, { ...data, stepS: hourly.stepS });
  const perHour = counts.messages.map((count, index) => count + (counts.replies[index] ?? 0));
  const last = perHour.at(-1) ?? 0;
  return (
    <div className="flex items-end gap-3 border-t border-line px-4 py-2.5">
      <p className="shrink-0 text-sm text-soft">
        <span className="font-medium text-ink">{formatNumber(last)}</span> this hour
      </p>
      <Sparkline
        counts={perHour}
        label={`Messages per hour in the last 24 hours: ${formatNumber(perHour.reduce((a, b) => a + b, 0))} in all`}
      />
    </div>
  );
}
