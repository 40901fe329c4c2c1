import type { ChannelChoice } from '@belay/contract/connector';
import { Check, Lock } from 'lucide-react';
import { cn } from '../../ui/cn.ts';
import type { Column } from '../../ui/data-table.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Badge } from '../../ui/state-badge.tsx';

/** Columns of the picker: the mark, the name, and what is special about a channel. */
export function choiceColumns(ids: ReadonlySet<string>, total: number): Column<ChannelChoice>[] {
  return [
    {
      key: 'chosen',
      head: <span className="sr-only">Chosen</span>,
      width: '1.25rem',
      cell: ({ id }) => (
        <span
          aria-hidden
          className={cn(
            'flex size-4 items-center justify-center rounded-sm border border-edge bg-surface',
            ids.has(id) && 'border-accent bg-accent text-on-accent',
          )}
        >
          {ids.has(id) && <Check strokeWidth={3} className="size-3" />}
        </span>
      ),
    },
    {
      key: 'name',
      head: formatCount(total, 'channel'),
      cell: ({ name, is_private }) => (
        <span className="flex items-center gap-1">
          {is_private ? (
            <Lock aria-label="private" className="size-3.5 shrink-0 text-soft" />
          ) : (
            <span className="text-soft">#</span>
          )}
          <span className="truncate">{name}</span>
        </span>
      ),
    },
    {
      key: 'marks',
      head: <span className="sr-only">Marks</span>,
      width: 'auto',
      align: 'end',
      cell: (channel) => (
        <span className="flex justify-end gap-1">
          {marksOf(channel).map((mark) => (
            <Badge key={mark}>{mark}</Badge>
          ))}
        </span>
      ),
    },
  ];
}

function marksOf(channel: ChannelChoice): string[] {
  return [
    ...(channel.is_private ? ['private'] : []),
    ...(channel.is_shared ? ['shared'] : []),
    ...(channel.is_archived ? ['archived'] : []),
    ...(channel.is_private && !channel.is_member ? ['invite the bot'] : []),
  ];
}
