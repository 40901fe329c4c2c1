import { type ReactNode, useEffect } from 'react';
import { cn } from '../ui/cn.ts';
import { setPageTitle } from './window-title.ts';

/**
 * The frame of a page: title (also the window's), the state in a sentence below it, what can be done
 * at the right, the content. `width`: `text` for forms, `wide` (default) for lists and charts.
 */
export function Page({
  title,
  windowTitle,
  above,
  sentence,
  actions,
  width = 'wide',
  className,
  children,
}: {
  title: ReactNode;
  /** the window's title if `title` is no plain text; null: a page inside names it */
  windowTitle?: string | null;
  /** a way back, above the title */
  above?: ReactNode;
  sentence?: ReactNode;
  actions?: ReactNode;
  width?: 'text' | 'wide';
  className?: string;
  children: ReactNode;
}) {
  usePageTitle(
    windowTitle === undefined && typeof title === 'string' ? title : (windowTitle ?? null),
  );
  return (
    <div
      className={cn(
        'mx-auto flex w-full flex-col gap-5 px-4 py-5 sm:px-6 lg:px-8 lg:py-7',
        width === 'text' ? 'max-w-3xl' : 'max-w-7xl',
        className,
      )}
    >
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-80">
          {above && <div className="mb-1 text-sm text-soft">{above}</div>}
          <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
          {sentence && <div className="mt-1 max-w-3xl text-soft">{sentence}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Names the window after the page; null leaves that to another part of it. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) setPageTitle(title);
  }, [title]);
}
