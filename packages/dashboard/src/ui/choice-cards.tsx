import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** One of few, each with a sentence of its own, as cards: e.g. Real-time or Polling. Arrow keys move. */
export function ChoiceCards<Value extends string>({
  label,
  value,
  onChange,
  options,
  className,
}: {
  /** names the group for assistive technology */
  label: string;
  value: Value;
  onChange(value: Value): void;
  options: {
    value: Value;
    title: ReactNode;
    text?: ReactNode;
    disabled?: boolean;
    /** why it can't be chosen, or a mark such as "recommended" */
    aside?: ReactNode;
  }[];
  className?: string;
}) {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const found = options.find((option) => option.value === next);
        if (found) onChange(found.value);
      }}
      className={cn('grid gap-2 sm:grid-cols-2', className)}
    >
      {options.map((option) => (
        <RadioGroup.Item
          key={option.value}
          value={option.value}
          disabled={option.disabled ?? false}
          className="flex flex-col items-start rounded-md border border-line bg-surface px-3 py-2.5 text-left hover:bg-hover data-[state=checked]:border-accent data-[state=checked]:bg-accent-wash disabled:opacity-60"
        >
          <span className="flex w-full items-center gap-2 font-medium">
            <span
              aria-hidden
              className={cn(
                'size-3.5 shrink-0 rounded-full border border-edge',
                option.value === value && 'border-4 border-accent bg-on-accent',
              )}
            />
            {option.title}
            {option.aside && (
              <span className="ml-auto text-sm font-normal text-soft">{option.aside}</span>
            )}
          </span>
          {option.text && <span className="mt-1 text-sm text-soft">{option.text}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
