import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { settingWords } from '../form/setting-words.ts';
import { tabLinks } from './tab-links.ts';

/** Leads to the tabs; one with unsaved changes says so. */
export function AgentTabs() {
  const { agent, changed } = useAgentEditor();
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on narrow windows the chosen tab comes into sight
  useEffect(() => {
    nav.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav
      ref={nav}
      aria-label="Agent"
      className="-mt-1 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
    >
      {tabLinks.map(({ tab, to, title }) => (
        <Link
          key={tab}
          to={to}
          params={{ id: agent.id }}
          activeOptions={{ exact: tab === 'knowledge' }}
          className="-mb-px flex items-center gap-1.5 border-b-2 border-transparent px-2.5 py-1.5 whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2 [&.active]:border-accent [&.active]:font-medium [&.active]:text-ink"
        >
          {title}
          {changed.some((key) => settingWords[key].tab === tab) && (
            <span className="size-1.5 rounded-full bg-accent">
              <span className="sr-only">(not saved)</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
