import { cn } from './cn.ts';

/** How much of something is done, 0 to 1; null: it goes on, but nobody knows how far. */
export function Progress({
  value,
  label,
  tone = 'accent',
  className,
}: {
  value: number | null;
  /** read out: what is in progress */
  label: string;
  tone?: 'accent' | 'ok' | 'warn' | 'bad';
  className?: string;
}) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  const fill = { accent: 'bg-accent', ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' }[tone];
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
      className={cn('h-1.5 overflow-hidden rounded-full bg-hover', className)}
    >
      <div
        className={cn(
          'h-full rounded-full transition-[width]',
          fill,
          share === null && 'animate-breathe',
        )}
        style={{ width: share === null ? '35%' : `${share * 100}%` }}
      />
    </div>
  );
}
