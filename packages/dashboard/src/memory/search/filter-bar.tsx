import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTenant } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox, type Option } from '../../ui/combobox.tsx';
import { formatShort } from '../../ui/format-number.ts';
import { Input } from '../../ui/input.tsx';
import { authorOf } from '../experience/author-name.ts';
import { facetsQuery, scopesQuery } from './memory-queries.ts';
import { isNarrowed, type MemorySearch } from './memory-search.ts';

const modalityWords: Record<string, string> = {
  conversation: 'Messages and files',
  feedback: 'Reactions',
};

/** What narrows the results: channel, author, kind, days, and the scope for who has many. */
export function FilterBar({
  search,
  scope,
  onChange,
}: {
  search: MemorySearch;
  scope: string;
  onChange(change: Partial<MemorySearch>): void;
}) {
  const { data: facets } = useQuery(facetsQuery(scope));
  const { data: scopes } = useQuery(scopesQuery);
  const { scopes: own, root_scope } = useTenant();
  const everything = own ?? [root_scope];
  const pick = (
    name: 'channel' | 'author' | 'kind' | 'scope',
    label: string,
    any: string,
    options: Option[],
  ) => {
    const value = search[name];
    const known = value && !options.some((option) => option.value === value);
    return (
      <Combobox
        aria-label={label}
        className="w-full sm:w-40"
        options={[
          { value: '', label: any },
          ...(known ? [{ value, label: value }] : []),
          ...options,
        ]}
        value={[value ?? '']}
        onChange={([chosen]) => onChange({ [name]: chosen || undefined })}
      />
    );
  };
  return (
    <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-center">
      {pick(
        'channel',
        'Channel',
        'Any channel',
        counted(facets?.channels, (value) => `#${value}`),
      )}
      {pick(
        'author',
        'Author',
        'Anybody',
        counted(facets?.authors, (value) => authorOf(value).name),
      )}
      {pick(
        'kind',
        'Kind',
        'Any kind',
        counted(facets?.modalities, (value) => modalityWords[value] ?? value),
      )}
      {pick(
        'scope',
        'Scope',
        own ? 'My first scope' : 'Every scope',
        [...new Set([...everything, ...(scopes ?? [])])].map((path) => ({
          value: path,
          label: path,
        })),
      )}
      <Day label="From">
        <Input
          type="date"
          aria-label="From this day on"
          value={search.from ?? ''}
          max={search.to}
          onChange={({ target }) => onChange({ from: target.value || undefined })}
          className="min-w-0 sm:w-36"
        />
      </Day>
      <Day label="To">
        <Input
          type="date"
          aria-label="To this day"
          value={search.to ?? ''}
          min={search.from}
          onChange={({ target }) => onChange({ to: target.value || undefined })}
          className="min-w-0 sm:w-36"
        />
      </Day>
      {isNarrowed({ ...search, q: undefined }) && (
        <Button
          look="ghost"
          onClick={() =>
            onChange({
              channel: undefined,
              author: undefined,
              kind: undefined,
              scope: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          <X /> Clear filters
        </Button>
      )}
    </div>
  );
}

/** Two boxes for days look the same: each says which end it is. */
function Day({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden className="shrink-0 text-sm text-soft">
        {label}
      </span>
      {children}
    </div>
  );
}

function counted(
  values: { value: string; count: number }[] | undefined,
  name: (value: string) => string,
): Option[] {
  return (values ?? []).map(({ value, count }) => ({
    value,
    label: `${name(value)} ${value}`,
    shown: (
      <span className="flex grow justify-between gap-3">
        <span className="truncate">{name(value)}</span>
        <span className="text-faint">{formatShort(count)}</span>
      </span>
    ),
  }));
}
