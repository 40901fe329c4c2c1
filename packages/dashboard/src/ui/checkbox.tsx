import { Check } from 'lucide-react';
import { Checkbox as Base } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

interface Choice {
  checked: boolean;
  onChange(checked: boolean): void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  className?: string;
}

/** One yes or no that is sent with a form, with its label and, if needed, what it means. */
export function Checkbox({ checked, onChange, label, hint, disabled, className }: Choice) {
  const id = useId();
  return (
    <div className={cn('flex gap-2.5', className)}>
      <Base.Root
        id={id}
        checked={checked}
        onCheckedChange={(value) => onChange(value === true)}
        disabled={disabled ?? false}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        className="relative mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-sm border border-edge bg-surface data-[state=checked]:border-accent data-[state=checked]:bg-accent after:absolute after:-inset-1 disabled:opacity-55"
      >
        <Base.Indicator>
          <Check aria-hidden strokeWidth={3} className="size-3 text-on-accent" />
        </Base.Indicator>
      </Base.Root>
      <Words id={id} label={label} hint={hint} />
    </div>
  );
}

function Words({ id, label, hint }: { id: string; label: ReactNode; hint: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
