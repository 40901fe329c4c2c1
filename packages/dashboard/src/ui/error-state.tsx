import { CircleAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorWords } from '../api/error-words.ts';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

/** What happened, what to do, the code to quote, and a retry: in place of what could not be shown. */
export function ErrorState({
  error,
  title,
  retry,
  className,
}: {
  error: unknown;
  /** what could not be done, e.g. "The members could not be loaded" */
  title?: ReactNode;
  retry?: (() => unknown) | undefined;
  className?: string;
}) {
  const words = errorWords(error);
  return (
    <div
      role="alert"
      className={cn('mx-auto flex max-w-lg flex-col items-start gap-3 px-4 py-10', className)}
    >
      <CircleAlert aria-hidden className="size-6 text-bad" />
      <div>
        <h2 className="text-lg font-semibold">{title ?? words.title}</h2>
        <p className="mt-1 text-soft">{words.message}</p>
      </div>
      {retry && (
        <Button onClick={() => void retry()}>
          <RotateCw /> Try again
        </Button>
      )}
      {words.quote && (
        <p className="text-sm text-faint">
          Quote this when you ask for help:{' '}
          <code className="font-mono break-all select-all">{words.quote}</code>
        </p>
      )}
    </div>
  );
}

/** The same in one tinted line or two, inside a form or dialog. */
export function ErrorNote({ error, className }: { error: unknown; className?: string }) {
  const words = errorWords(error);
  return (
    <div
      role="alert"
      className={cn('flex gap-2 rounded-md bg-bad-wash px-3 py-2 text-bad', className)}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0">
        <p>{words.message}</p>
        {words.quote && <p className="font-mono text-xs break-all select-all">{words.quote}</p>}
      </div>
    </div>
  );
}
