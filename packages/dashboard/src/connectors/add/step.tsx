import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../../ui/cn.ts';

/** One numbered part of the page; the number becomes a tick when nothing is open in it. */
export function Step({
  number,
  title,
  text,
  done,
  children,
}: {
  number: number;
  title: string;
  text?: ReactNode;
  done: boolean;
  children: ReactNode;
}) {
  return (
    <section
      aria-labelledby={`step-${number}`}
      className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 border-t border-line pt-5 first:border-0 first:pt-0"
    >
      <span
        aria-hidden
        className={cn(
          'flex size-6 items-center justify-center rounded-full border border-edge text-sm font-medium',
          done && 'border-ok bg-ok-wash text-ok',
        )}
      >
        {done ? <Check className="size-3.5" strokeWidth={3} /> : number}
      </span>
      <div className="min-w-0 pb-1">
        <h2 id={`step-${number}`} className="font-semibold leading-6">
          {title}
          <span className="sr-only">{done ? ' (done)' : ''}</span>
        </h2>
        {text && <p className="mt-0.5 text-soft">{text}</p>}
        <div className="mt-3">{children}</div>
      </div>
    </section>
  );
}
