import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** A bounded piece of a page, with a title and at its right end what can be done with it. */
export function Card({
  title,
  text,
  actions,
  flush = false,
  className,
  children,
}: {
  title?: ReactNode;
  text?: ReactNode;
  actions?: ReactNode;
  /** the content reaches the edges: tables, charts */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      className={cn(
        'min-w-0 overflow-clip rounded-lg border border-line bg-surface shadow-card',
        className,
      )}
    >
      {(title || actions) && (
        <header
          className={cn(
            'flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3',
            flush && 'border-b border-line pb-3',
          )}
        >
          <div className="min-w-0 grow basis-52">
            <h2 className="font-semibold">{title}</h2>
            {text && <p className="text-sm text-soft">{text}</p>}
          </div>
          {actions}
        </header>
      )}
      <div className={flush ? '' : 'px-4 py-3'}>{children}</div>
    </section>
  );
}
