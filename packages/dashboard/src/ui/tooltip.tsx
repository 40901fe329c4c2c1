import { Tooltip as Base } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** More about the one child, on hover and focus. Never the only place of something needed. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-xs animate-appear rounded-md border border-line bg-raised px-2.5 py-1.5 text-sm text-ink shadow-float"
        >
          {text}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

/** Once, around the application: the second tooltip of a row opens without delay. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider delayDuration={350} skipDelayDuration={200}>
      {children}
    </Base.Provider>
  );
}
