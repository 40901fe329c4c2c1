import type { AgentScope } from '@belay/contract/desk/agent';
import { Check, Lock } from 'lucide-react';
import { cn } from '../../ui/cn.ts';
import type { Column } from '../../ui/data-table.tsx';
import { formatShort } from '../../ui/format-number.ts';
import { Badge } from '../../ui/state-badge.tsx';

/** Columns of a list in which a press on a row chooses it. */
export function scopeColumns(chosen: ReadonlySet<string>): Column<AgentScope>[] {
  return [
    {
      key: 'box',
      head: <span className="sr-only">Chosen</span>,
      width: '16px',
      cell: ({ scope }) => (
        <span
          aria-hidden
          className={cn(
            'flex size-4 items-center justify-center rounded-sm border border-edge bg-surface',
            chosen.has(scope) && 'border-accent bg-accent text-on-accent',
          )}
        >
          {chosen.has(scope) && <Check strokeWidth={3} className="size-3" />}
        </span>
      ),
    },
    {
      key: 'label',
      head: 'Channel',
      cell: ({ label, scope }) => <span title={scope}>{label}</span>,
    },
    {
      key: 'private',
      head: <span className="sr-only">Marks</span>,
      width: 'auto',
      cell: ({ is_private }) =>
        is_private && (
          <Badge>
            <Lock aria-hidden className="size-3" /> private
          </Badge>
        ),
    },
    {
      key: 'experiences',
      head: 'Messages',
      width: '5.5rem',
      align: 'end',
      cell: ({ experiences }) => <span className="text-soft">{formatShort(experiences)}</span>,
    },
  ];
}
