import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { WaitingCount } from '../desk/waiting-count.tsx';
import { cn } from '../ui/cn.ts';
import { Kbd } from '../ui/kbd.tsx';
import { LiveMark } from './live-mark.tsx';
import { OrganisationSwitcher } from './organisation-switcher.tsx';
import { PersonMenu } from './person-menu.tsx';
import { useNavigation } from './use-navigation.ts';

/** Organisation, pages, freshness, person: at the left of wide windows, in a drawer on narrow ones. */
export function Sidebar({
  onFind,
  onLeave,
  className,
}: {
  onFind(): void;
  /** a page was chosen */
  onLeave?: () => void;
  className?: string;
}) {
  const navigation = useNavigation();
  return (
    <aside className={cn('flex flex-col gap-3 border-r border-line bg-sunken p-3', className)}>
      <OrganisationSwitcher />
      <button
        type="button"
        onClick={onFind}
        className="flex h-8 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-faint shadow-card transition-colors hover:text-ink"
      >
        <Search aria-hidden className="size-4" />
        <span className="grow text-left">Find…</span>
        <Kbd>{isMac() ? '⌘K' : 'Ctrl K'}</Kbd>
      </button>
      <nav aria-label="Main" className="flex flex-col gap-0.5">
        {navigation.map(({ to, title, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            {...(onLeave ? { onClick: onLeave } : {})}
            className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-soft transition-colors hover:bg-hover hover:text-ink [&.active]:bg-surface [&.active]:font-medium [&.active]:shadow-card [&.active]:text-ink [&.active>svg]:text-accent-ink"
          >
            <Icon aria-hidden className="size-4" strokeWidth={1.8} />
            {title}
            {to === '/inbox' && <WaitingCount />}
          </Link>
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-2">
        <LiveMark className="px-2.5" />
        <PersonMenu />
      </div>
    </aside>
  );
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
