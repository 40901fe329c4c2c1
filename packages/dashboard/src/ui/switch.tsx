import { Switch as Base } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

/** On or off, at once: no form to be sent. `hideLabel` keeps the words for assistive technology. */
export function Switch({
  checked,
  onChange,
  label,
  hideLabel = false,
  disabled = false,
  className,
}: {
  checked: boolean;
  onChange(checked: boolean): void;
  label: ReactNode;
  hideLabel?: boolean;
  disabled?: boolean;
  className?: string;
}) {
  const id = useId();
  return (
    <span className={cn('inline-flex items-center gap-2', className)}>
      <Base.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className="relative h-5 w-9 shrink-0 rounded-full border border-edge bg-hover transition-colors after:absolute after:-inset-1.5 disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Base.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-soft transition-transform data-[state=checked]:translate-x-4.5 data-[state=checked]:bg-on-accent" />
      </Base.Root>
      <label htmlFor={id} className={cn('font-medium', hideLabel && 'sr-only')}>
        {label}
      </label>
    </span>
  );
}
