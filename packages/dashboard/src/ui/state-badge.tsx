import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** What a state means: never told by its colour alone, so each tone has an icon. */
export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'idle' | 'paused';

const looks: Record<Tone, { icon: LucideIcon; text: string; wash: string }> = {
  ok: { icon: CircleCheck, text: 'text-ok', wash: 'bg-ok-wash' },
  warn: { icon: CircleDot, text: 'text-warn', wash: 'bg-warn-wash' },
  bad: { icon: CircleAlert, text: 'text-bad', wash: 'bg-bad-wash' },
  busy: { icon: RefreshCw, text: 'text-accent-ink', wash: 'bg-accent-wash' },
  idle: { icon: CircleDashed, text: 'text-soft', wash: 'bg-sunken' },
  paused: { icon: CirclePause, text: 'text-soft', wash: 'bg-sunken' },
};

/** Icon, word and colour of a state. `plain` leaves out the tinted ground, for table rows. */
export function State({
  tone,
  icon,
  plain = false,
  className,
  children,
}: {
  tone: Tone;
  icon?: LucideIcon;
  plain?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const look = looks[tone];
  const Icon = icon ?? look.icon;
  return (
    <span
      className={cn(
        // on the line of the words around it, which an icon alone would not be
        'inline-flex items-baseline gap-1.5 text-sm font-medium whitespace-nowrap',
        look.text,
        !plain && ['rounded-full px-2 py-0.5', look.wash],
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 self-center" />
      {children}
    </span>
  );
}

/** A short neutral mark: a role, a count, a kind. */
export function Badge({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 rounded-sm border border-line bg-sunken px-1.5 py-px text-xs font-medium whitespace-nowrap text-soft',
        className,
      )}
    >
      {children}
    </span>
  );
}
