import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';

/** Looks of a button, for what isn't one but shall look so. */
export const buttonLook = cva(
  'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong',
        secondary: 'border border-line bg-surface text-ink shadow-card hover:bg-hover',
        ghost: 'text-soft hover:bg-hover hover:text-ink',
        danger: 'bg-bad-fill text-on-bad hover:brightness-110',
        'danger-quiet': 'border border-line bg-surface text-bad hover:bg-bad-wash',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm',
        md: 'h-8 px-3',
        lg: 'h-10 px-4',
        icon: 'size-8',
        'icon-sm': 'size-7',
      },
    },
    defaultVariants: { look: 'secondary', size: 'md' },
  },
);

/**
 * A button with a verb. `pending` keeps its width, says that it works and takes no second press.
 * `asChild` lends the look to a link. An icon alone needs an `aria-label`.
 */
export function Button({
  look,
  size,
  pending = false,
  asChild = false,
  className,
  children,
  disabled,
  type = 'button',
  ...rest
}: ComponentProps<'button'> &
  VariantProps<typeof buttonLook> & { pending?: boolean; asChild?: boolean }) {
  const classes = cn(buttonLook({ look, size }), className);
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  return (
    <button
      type={type}
      className={classes}
      disabled={disabled || pending}
      aria-busy={pending || undefined}
      {...rest}
    >
      {pending ? (
        <span className="invisible inline-flex items-center gap-1.5">{children}</span>
      ) : (
        children
      )}
      {pending && (
        <LoaderCircle aria-hidden className="absolute animate-spin motion-reduce:animate-none" />
      )}
    </button>
  );
}
