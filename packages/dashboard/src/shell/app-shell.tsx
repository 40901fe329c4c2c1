import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useLayoutEffect, useState } from 'react';
import { DeskProvider } from '../desk/live/desk-context.tsx';
import { listenToKeys, useShortcuts } from '../keys/use-shortcuts.ts';
import { LiveProvider } from '../live/live-context.tsx';
import { useMe, useTenantOrNone } from '../session/use-session.ts';
import { ConnectionBar } from './connection-bar.tsx';
import { FirstOrganisation } from './first-organisation.tsx';
import { NarrowBar } from './narrow-bar.tsx';
import { PageAnnouncer } from './page-announcer.tsx';
import { Sidebar } from './sidebar.tsx';
import { useNavigation } from './use-navigation.ts';
import { useSignOutWatch } from './use-sign-out-watch.ts';

// none of them is part of the first page: two are asked for by a key, one waits for others
const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
);
const Notifier = lazy(() =>
  import('../desk/notify/notifier.tsx').then((module) => ({ default: module.Notifier })),
);
const ShortcutHelp = lazy(() =>
  import('./shortcut-help.tsx').then((module) => ({ default: module.ShortcutHelp })),
);

/** What surrounds every page of a signed-in person: navigation, live stream, palette, shortcuts. */
export function AppShell() {
  const me = useMe();
  const tenant = useTenantOrNone();
  useSignOutWatch();
  if (!tenant) return <FirstOrganisation me={me} />;
  // another organisation is another application: nothing of the former one stays
  return (
    <LiveProvider key={tenant.id}>
      <DeskProvider>
        <Suspense>
          <Notifier />
        </Suspense>
        <Frame />
      </DeskProvider>
    </LiveProvider>
  );
}

function Frame() {
  const navigate = useNavigate();
  const navigation = useNavigation();
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  useLayoutEffect(() => listenToKeys(document), []);
  useShortcuts([
    ...navigation.map(({ to, title, keys }) => ({
      keys,
      label: `Go to ${title}`,
      run: () => void navigate({ to }),
    })),
    { keys: 'mod+k', label: 'Find pages and commands', run: () => setOpen('palette') },
    { keys: '?', label: 'Show keyboard shortcuts', run: () => setOpen('help') },
  ]);
  const close = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[16.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        Skip to the content
      </a>
      <Sidebar onFind={() => setOpen('palette')} className="sticky top-0 h-dvh max-lg:hidden" />
      <NarrowBar onFind={() => setOpen('palette')} />
      {/* a page that fills the window scrolls inside itself */}
      <div className="flex min-w-0 flex-col has-[[data-full]]:h-[calc(100dvh-3rem)] has-[[data-full]]:overflow-hidden lg:has-[[data-full]]:h-dvh">
        <PageAnnouncer />
        <ConnectionBar />
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 grow outline-none has-[[data-full]]:min-h-0"
        >
          <Outlet />
        </main>
      </div>
      <Suspense>
        {open === 'palette' && <CommandPalette open onOpenChange={close} />}
        {open === 'help' && <ShortcutHelp open onOpenChange={close} />}
      </Suspense>
    </div>
  );
}
