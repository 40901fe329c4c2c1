import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import {
  ArrowLeftRight,
  Hash,
  LogOut,
  type LucideIcon,
  Moon,
  Plus,
  Sun,
  UserRound,
} from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useActiveShortcuts } from '../keys/use-shortcuts.ts';
import { signOut } from '../session/sign-out.ts';
import { useCan, useMe, useTenant } from '../session/use-session.ts';
import { setTheme } from '../theme/theme.ts';
import { Kbd } from '../ui/kbd.tsx';
import { switchOrganisation } from './switch-organisation.ts';
import { useNavigation } from './use-navigation.ts';

/** Every page and command, found by typing. */
export function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
}) {
  const navigate = useNavigate();
  const navigation = useNavigation();
  const me = useMe();
  const current = useTenant();
  const manages = useCan('connectors.manage');
  const managesDesk = useCan('desk.manage');
  const shortcuts = useActiveShortcuts();
  const own = shortcuts.filter(
    ({ keys }) => !['mod+k', '?'].includes(keys) && !keys.startsWith('g '),
  );
  const run = (action: () => unknown) => () => {
    onOpenChange(false);
    void action();
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[14vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 animate-appear overflow-hidden rounded-lg border border-line bg-raised shadow-float"
        >
          <Dialog.Title className="sr-only">Find pages and commands</Dialog.Title>
          <Command loop>
            <Command.Input
              autoFocus
              placeholder="Find a page or a command…"
              className="h-12 w-full border-b border-line px-4 text-lg outline-none"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-6 text-center text-soft">
                Nothing has that name.
              </Command.Empty>
              {own.length > 0 && (
                <Group heading="On this page">
                  {own.map(({ keys, label, run: action }) => (
                    <Entry key={keys} title={label} keys={keys} onSelect={run(action)} />
                  ))}
                </Group>
              )}
              <Group heading="Pages">
                {navigation.map(({ to, title, icon, keys }) => (
                  <Entry
                    key={to}
                    icon={icon}
                    title={title}
                    keys={keys}
                    onSelect={run(() => navigate({ to }))}
                  />
                ))}
                {manages && (
                  <Entry
                    icon={Plus}
                    title="Add a connector"
                    onSelect={run(() => navigate({ to: '/connectors/add' }))}
                  />
                )}
                {managesDesk && (
                  <Entry
                    icon={Hash}
                    title="Slack workspaces and app"
                    onSelect={run(() => navigate({ to: '/settings/slack' }))}
                  />
                )}
                <Entry
                  icon={UserRound}
                  title="Profile"
                  onSelect={run(() => navigate({ to: '/settings/profile' }))}
                />
              </Group>
              {me.tenants.length > 1 && (
                <Group heading="Organisations">
                  {me.tenants
                    .filter(({ id }) => id !== current.id)
                    .map((tenant) => (
                      <Entry
                        key={tenant.id}
                        icon={ArrowLeftRight}
                        title={`Switch to ${tenant.name}`}
                        onSelect={run(() =>
                          switchOrganisation(tenant, () => navigate({ to: '/' })),
                        )}
                      />
                    ))}
                </Group>
              )}
              <Group heading="This browser">
                <Entry icon={Sun} title="Light theme" onSelect={run(() => setTheme('light'))} />
                <Entry icon={Moon} title="Dark theme" onSelect={run(() => setTheme('dark'))} />
                <Entry
                  icon={LogOut}
                  title="Sign out"
                  onSelect={run(() => signOut(() => navigate({ to: '/sign-in' })))}
                />
              </Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-faint"
    >
      {children}
    </Command.Group>
  );
}

function Entry({
  icon: Icon,
  title,
  keys,
  onSelect,
}: {
  icon?: LucideIcon;
  title: string;
  keys?: string;
  onSelect(): void;
}) {
  return (
    <Command.Item
      value={title}
      onSelect={onSelect}
      className="flex h-9 items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-hover"
    >
      {Icon && <Icon aria-hidden className="size-4 text-soft" />}
      <span className="min-w-0 grow truncate">{title}</span>
      {keys?.split(' ').map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </Command.Item>
  );
}
