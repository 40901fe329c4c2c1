import { Search } from 'lucide-react';
import { AgentFilter } from '../../desk/agent-filter.tsx';
import { SearchField } from '../../desk/search-field.tsx';
import type { InboxSearch } from './inbox-search.ts';

/** Search in what was said and by whom, and the agent. `/` leads here. */
export function ListFilters({
  search,
  onChange,
}: {
  search: InboxSearch;
  onChange(change: Partial<InboxSearch>): void;
}) {
  return (
    <search className="flex gap-2 border-b border-line px-3 py-2.5">
      <div className="relative min-w-0 grow">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
        />
        <SearchField
          label="Search conversations"
          placeholder="Search names and words"
          value={search.q}
          onChange={(q) => onChange({ q })}
          className="pl-8"
        />
      </div>
      <AgentFilter
        value={search.agent}
        onChange={(agent) => onChange({ agent })}
        className="w-28 shrink-0"
      />
    </search>
  );
}
