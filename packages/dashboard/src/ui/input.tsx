import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

const box =
  'w-full rounded-md border border-edge bg-surface text-ink shadow-card transition-colors hover:border-soft disabled:bg-sunken disabled:text-faint aria-invalid:border-bad';

/** One line of text. Inside a `Field` it gets its id, description and error by itself. */
export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(box, 'h-8 px-2.5', className)} {...rest} />;
}

/** Several lines of text; grows with them where the browser can. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(box, 'field-sizing-content min-h-16 px-2.5 py-1.5', className)}
      {...rest}
    />
  );
}

/** A choice among few: the browser's own list, which every keyboard and screen reader knows. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <select className={cn(box, 'h-8 px-2', className)} {...rest}>
      {children}
    </select>
  );
}
