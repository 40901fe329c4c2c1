import { DropdownMenu as Base } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';

/** A list of verbs behind one button (`trigger`). Type to find, arrow keys move. */
export function Menu({
  trigger,
  align = 'end',
  className,
  children,
}: {
  trigger: ReactElement;
  align?: 'start' | 'end';
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            'z-50 min-w-44 animate-appear rounded-md border border-line bg-raised p-1 shadow-float',
            className,
          )}
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

/** One verb of a `Menu`. */
export function MenuItem({
  onSelect,
  danger = false,
  disabled = false,
  children,
}: {
  onSelect(): void;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Base.Item
      onSelect={onSelect}
      disabled={disabled}
      className={cn(
        'flex cursor-default items-center gap-2 rounded-sm px-2 py-1.5 outline-none select-none data-disabled:opacity-55 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-soft',
        danger && 'text-bad [&_svg]:text-bad',
      )}
    >
      {children}
    </Base.Item>
  );
}

/** A line between groups of a `Menu`. */
export function MenuLine() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

/** Words above a group of a `Menu`. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Base.Label className="px-2 py-1 text-sm text-faint">{children}</Base.Label>;
}
