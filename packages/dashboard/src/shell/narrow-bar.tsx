import { Menu as MenuIcon, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { useTenant } from '../session/use-session.ts';
import { Button } from '../ui/button.tsx';
import { Sidebar } from './sidebar.tsx';

/** On narrow windows: a bar on top that opens the navigation as a drawer. */
export function NarrowBar({ onFind }: { onFind(): void }) {
  const [open, setOpen] = useState(false);
  const { name } = useTenant();
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-line bg-ground px-2 lg:hidden">
        <Dialog.Trigger asChild>
          <Button look="ghost" size="icon" aria-label="Open the navigation">
            <MenuIcon />
          </Button>
        </Dialog.Trigger>
        <img src="/app/belay.svg" alt="" className="size-5" />
        <span className="truncate font-medium">{name}</span>
      </header>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-veil lg:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] animate-slide-left shadow-float lg:hidden"
        >
          <Dialog.Title className="sr-only">Navigation</Dialog.Title>
          <Sidebar
            onFind={() => {
              setOpen(false);
              onFind();
            }}
            onLeave={() => setOpen(false)}
            className="h-full pt-12"
          />
          <Dialog.Close asChild>
            <Button look="ghost" size="icon" aria-label="Close" className="absolute top-2 right-2">
              <X />
            </Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
