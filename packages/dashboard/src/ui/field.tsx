import { CircleAlert } from 'lucide-react';
import { cloneElement, type ReactElement, type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

interface Control {
  id?: string | undefined;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
}

/**
 * Label, control, hint and error, tied together for assistive technology. The one child is the
 * control (`Input`, `Select`, `Textarea`, `Combobox`). The error replaces the hint and is announced.
 */
export function Field({
  label,
  hint,
  error,
  aside,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** at the right end of the label's line, e.g. "optional" */
  aside?: ReactNode;
  className?: string;
  children: ReactElement<Control>;
}) {
  const own = useId();
  const id = children.props.id ?? own;
  const note = `${id}-note`;
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside && <span className="text-sm text-faint">{aside}</span>}
      </div>
      {cloneElement(children, {
        id,
        'aria-describedby': error || hint ? note : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {error ? (
        <p id={note} role="alert" className="flex gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span>{error}</span>
        </p>
      ) : (
        hint && (
          <p id={note} className="text-sm text-soft">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
