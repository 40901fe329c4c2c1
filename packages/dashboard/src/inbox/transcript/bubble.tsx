import { Bot, Lock, type LucideIcon, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../ui/cn.ts';

export type Speaker = 'visitor' | 'agent' | 'operator' | 'note' | 'draft';

const looks: Record<Speaker, { icon: LucideIcon | null; side: string; box: string; head: string }> =
  {
    visitor: {
      icon: UserRound,
      side: 'items-start',
      box: 'bg-sunken',
      head: 'text-ink',
    },
    agent: {
      icon: Bot,
      side: 'items-end',
      box: 'border border-line bg-surface',
      head: 'text-soft',
    },
    operator: {
      icon: null,
      side: 'items-end',
      box: 'bg-accent-wash',
      head: 'text-accent-ink',
    },
    note: {
      icon: Lock,
      side: 'items-stretch',
      box: 'max-w-none border border-dashed border-warn/50 bg-warn-wash',
      head: 'text-warn',
    },
    draft: {
      icon: Bot,
      side: 'items-end',
      box: 'border border-dashed border-edge bg-surface text-soft',
      head: 'text-soft',
    },
  };

/** Words of somebody: side, ground, icon and name tell who speaks, none of them alone. */
export function Bubble({
  speaker,
  name,
  aside,
  below,
  actions,
  children,
}: {
  speaker: Speaker;
  name: ReactNode;
  aside?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const look = looks[speaker];
  return (
    <div
      data-speaker={speaker}
      className={cn('group flex flex-col gap-1', look.side, name !== null && 'mt-3')}
    >
      {name !== null && (
        <p className={cn('flex items-center gap-1.5 text-sm font-medium', look.head)}>
          {look.icon && <look.icon aria-hidden className="size-3.5" />}
          {name}
        </p>
      )}
      <div
        className={cn(
          'w-fit max-w-[min(40rem,88%)] rounded-lg px-3 py-2',
          look.box,
          speaker === 'note' && 'w-full',
        )}
      >
        {children}
      </div>
      <div className="flex min-h-4 items-center gap-2 text-xs text-faint">
        {actions}
        {aside}
        {below && <span className="text-soft">{below}</span>}
      </div>
    </div>
  );
}
