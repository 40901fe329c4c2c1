import { X } from 'lucide-react';
import { Dialog as Base } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { cn } from './cn.ts';

interface Panel {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  /** one or two sentences below the title */
  text?: ReactNode;
  children?: ReactNode;
  /** the buttons, right-aligned, the one that acts last */
  actions?: ReactNode;
  className?: string;
}

/** A question or a short form over the page. Focus stays inside, Escape closes, focus returns. */
export function Dialog({ open, onOpenChange, title, text, children, actions, className }: Panel) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Base.Content
          {...(text ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed top-[12vh] left-1/2 z-50 flex max-h-[80vh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 animate-appear flex-col rounded-lg border border-line bg-raised shadow-float',
            className,
          )}
        >
          <Heading title={title} text={text} />
          <div className="overflow-y-auto px-5 pb-5">{children}</div>
          {actions && <Actions>{actions}</Actions>}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

/** Details or settings at the right edge; the page behind stays in sight. Full width on narrow screens. */
export function Drawer({ open, onOpenChange, title, text, children, actions, className }: Panel) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Base.Content
          {...(text ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'fixed inset-y-0 right-0 z-50 flex w-full max-w-lg animate-slide flex-col border-l border-line bg-raised shadow-float',
            className,
          )}
        >
          <Heading title={title} text={text} />
          <div className="grow overflow-y-auto px-5 pb-5">{children}</div>
          {actions && <Actions>{actions}</Actions>}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

function Heading({ title, text }: { title: ReactNode; text: ReactNode }) {
  return (
    <div className="flex items-start gap-3 px-5 pt-4 pb-3">
      <div className="min-w-0 grow">
        <Base.Title className="text-lg font-semibold">{title}</Base.Title>
        {text && <Base.Description className="mt-1 text-soft">{text}</Base.Description>}
      </div>
      <Base.Close asChild>
        <Button look="ghost" size="icon-sm" aria-label="Close" className="-mr-2">
          <X />
        </Button>
      </Base.Close>
    </div>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
      {children}
    </div>
  );
}
