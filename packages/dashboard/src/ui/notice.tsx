import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

const looks = {
  info: { icon: Info, classes: 'bg-sunken text-ink', mark: 'text-soft' },
  ok: { icon: CircleCheck, classes: 'bg-ok-wash text-ink', mark: 'text-ok' },
  warn: { icon: TriangleAlert, classes: 'bg-warn-wash text-ink', mark: 'text-warn' },
  bad: { icon: CircleAlert, classes: 'bg-bad-wash text-ink', mark: 'text-bad' },
};

/** A sentence or two beside the work, with an action if there is one. */
export function Notice({
  tone = 'info',
  children,
  action,
  className,
}: {
  tone?: keyof typeof looks;
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const { icon: Icon, classes, mark } = looks[tone];
  return (
    <div
      className={cn(
        'flex flex-wrap items-start gap-x-2.5 gap-y-2 rounded-md px-3 py-2',
        classes,
        className,
      )}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', mark)} />
      <div className="min-w-0 flex-1 basis-52">{children}</div>
      {action && <div className="shrink-0">{action}</div>}
    </div>
  );
}
