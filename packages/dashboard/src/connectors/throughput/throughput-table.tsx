import type { ThroughputPoint } from '@belay/contract/connector';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { formatNumber } from '../../ui/format-number.ts';
import { stepWords } from './step-words.ts';

const counts = ['messages', 'replies', 'files', 'reactions', 'versions', 'forgotten'] as const;

/** The chart's figures as rows, newest first; steps in which nothing happened are left out. */
export function ThroughputTable({ points, stepS }: { points: ThroughputPoint[]; stepS: number }) {
  const rows = points.filter((point) => counts.some((name) => point[name] > 0)).toReversed();
  const columns: Column<ThroughputPoint>[] = [
    {
      key: 'at',
      head: 'When',
      width: 'minmax(11rem, 1.5fr)',
      cell: (point) => stepWords(Date.parse(point.at) / 1000, stepS),
    },
    ...counts.map((name, index) => ({
      key: name,
      head: name === 'versions' ? 'Edits' : name.charAt(0).toUpperCase() + name.slice(1),
      align: 'end' as const,
      wideOnly: index > 1,
      cell: (point: ThroughputPoint) => formatNumber(point[name]),
    })),
  ];
  return (
    <DataTable
      label="Throughput"
      columns={columns}
      rows={rows}
      rowKey={(point) => point.at}
      rowHeight={32}
      maxHeight="260px"
      empty={<p className="px-3 py-6 text-soft">Nothing was captured in this span.</p>}
    />
  );
}
