import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Page } from '../shell/page.tsx';

const sections = [
  { to: '/settings/profile', title: 'Profile' },
  { to: '/connectors', title: 'Connectors' },
  { to: '/settings/slack', title: 'Slack' },
  { to: '/settings/members', title: 'Members' },
  { to: '/settings/tokens', title: 'API tokens' },
  { to: '/settings/webhooks', title: 'Webhooks' },
  { to: '/settings/model', title: 'Model' },
  { to: '/settings/mail', title: 'Mail' },
  { to: '/settings/audit', title: 'Audit log' },
  { to: '/settings/organisation', title: 'Organisation' },
] as const;

/** The sections of the settings, and the chosen one. */
export function SettingsFrame() {
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on narrow windows the chosen section comes into sight
  useEffect(() => {
    nav.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <Page title="Settings" windowTitle={null}>
      <nav
        ref={nav}
        aria-label="Settings"
        className="-mt-2 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {sections.map(({ to, title }) => (
          <Link
            key={to}
            to={to}
            className="-mb-px border-b-2 border-transparent px-2.5 py-1.5 whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2 [&.active]:border-accent [&.active]:font-medium [&.active]:text-ink"
          >
            {title}
          </Link>
        ))}
      </nav>
      <Outlet />
    </Page>
  );
}
