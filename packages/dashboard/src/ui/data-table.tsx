import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { cn } from './cn.ts';
import { useWide } from './use-wide.ts';

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell(row: Row): ReactNode;
  /** a CSS grid track: `2fr`, `120px`, `minmax(0, 1fr)` (the default) */
  width?: string;
  /** `end` for numbers */
  align?: 'start' | 'end';
  /** left out on windows narrower than 768 px */
  wideOnly?: boolean;
}

/**
 * Rows of one height under fixed heads, 10 or 100,000 of them: only those in sight exist. With
 * `onOpen` a row is opened by click, Enter or `o`, and `j`/`k` or the arrows move. `onEnd` is called
 * when the last rows come into sight, to load more.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  onEnd,
  isChosen,
  rowHeight = 40,
  maxHeight = 'max(20rem, calc(100dvh - 15rem))',
  empty,
  className,
}: {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey(row: Row): string;
  onOpen?: (row: Row) => void;
  onEnd?: () => void;
  isChosen?: (row: Row) => boolean;
  rowHeight?: number;
  maxHeight?: string;
  /** shown in place of rows when there are none */
  empty?: ReactNode;
  className?: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const wide = useWide(768);
  const shown = wide ? columns : columns.filter((column) => !column.wideOnly);
  const tracks = shown.map((column) => column.width ?? 'minmax(0, 1fr)').join(' ');
  const virtual = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    onChange(instance) {
      const last = instance.getVirtualItems().at(-1);
      if (onEnd && last && last.index >= rows.length - 5) onEnd();
    },
  });

  const move = (to: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    setCurrent(next);
    virtual.scrollToIndex(next);
    // the row may only come into being with the next frame
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus(),
    );
  };
  const keys = (event: KeyboardEvent, index: number) => {
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey) return;
    const row = rows[index];
    const steps: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) move(index + step);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(rows.length - 1);
    else if ((event.key === 'Enter' || event.key === 'o') && row && onOpen) onOpen(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const line = 'grid items-center gap-x-4 px-4';
  return (
    <div
      ref={scroller}
      className={cn('min-w-0 overflow-y-auto [scrollbar-width:thin]', className)}
      style={{ maxHeight }}
    >
      <table
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className="block"
        {...(onOpen ? { role: 'grid' } : {})}
      >
        <thead className="sticky top-0 z-10 block bg-surface">
          <tr
            aria-rowindex={1}
            className={cn(line, 'h-8 border-b border-line text-sm text-soft')}
            style={{ gridTemplateColumns: tracks }}
          >
            {shown.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cn(
                  'truncate font-normal',
                  column.align === 'end' ? 'text-right' : 'text-left',
                )}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={rowKey(row)}
                aria-rowindex={index + 2}
                aria-selected={isChosen ? isChosen(row) : undefined}
                data-index={index}
                {...(onOpen && {
                  tabIndex: index === Math.min(current, rows.length - 1) ? 0 : -1,
                  onClick: () => onOpen(row),
                  onFocus: () => setCurrent(index),
                  onKeyDown: (event: KeyboardEvent) => keys(event, index),
                })}
                className={cn(
                  line,
                  'absolute inset-x-0 top-0 border-b border-line last:border-0 focus-visible:-outline-offset-2',
                  onOpen && 'cursor-pointer hover:bg-hover',
                  isChosen?.(row) && 'bg-accent-wash',
                )}
                style={{
                  height: rowHeight,
                  transform: `translateY(${start}px)`,
                  gridTemplateColumns: tracks,
                }}
              >
                {shown.map((column) => (
                  <td
                    key={column.key}
                    className={cn('min-w-0 truncate', column.align === 'end' && 'text-right')}
                  >
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </div>
  );
}
