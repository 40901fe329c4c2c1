import type { AuditItem } from '@belay/contract/people';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { Gate } from '../../shell/no-permission.tsx';
import { usePageTitle } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Input } from '../../ui/input.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { exactTime } from '../../ui/time-words.ts';
import { useWide } from '../../ui/use-wide.ts';
import { auditQuery } from '../people-queries.ts';
import { auditMatches, auditWords } from './audit-words.ts';

/** Who did what in the organisation, the newest first. */
export function AuditPage() {
  usePageTitle('Audit log');
  return (
    <Gate ability="audit.read" what="read the audit log">
      <Audit />
    </Gate>
  );
}

const columns: Column<AuditItem>[] = [
  {
    key: 'what',
    head: 'What',
    width: 'minmax(0, 3fr)',
    cell: (item) => (
      <>
        <span className="font-medium max-md:block max-md:truncate">
          {item.actor.replace(/^user:/, '')}
        </span>{' '}
        <span className="max-md:block max-md:truncate max-md:text-sm">{auditWords(item)}</span>
      </>
    ),
  },
  {
    key: 'scope',
    head: 'Scope',
    width: 'minmax(0, 2fr)',
    wideOnly: true,
    cell: ({ scope }) => <code className="font-mono text-sm text-soft">{scope}</code>,
  },
  {
    key: 'ts',
    head: 'When',
    width: '110px',
    align: 'end',
    cell: ({ ts }) => <RelativeTime at={ts} className="text-soft" />,
  },
];

function Audit() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(auditQuery);
  const wide = useWide(768);
  const [query, setQuery] = useState('');
  const [opened, setOpened] = useState<AuditItem | null>(null);
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  if (error && !data)
    return <ErrorState error={error} title="The audit log could not be loaded" retry={refetch} />;
  if (!data) return <SkeletonRows className="rounded-lg border border-line bg-surface" />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0)
    return (
      <EmptyState icon={ScrollText} title="Nothing was done yet">
        Every change that a person or a program makes here is kept in this log.
      </EmptyState>
    );
  const shown = query.trim() ? items.filter((item) => auditMatches(item, query.trim())) : items;
  return (
    <Card
      title="Audit log"
      text={`${formatCount(shown.length, 'entry', 'entries')}${query.trim() ? ' found' : ''}${hasNextPage ? ' so far, older ones follow' : ''}`}
      actions={
        <Input
          type="search"
          aria-label="Filter the audit log"
          placeholder="Filter by person, verb, id…"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="w-64"
        />
      }
      flush
    >
      <DataTable
        label="Audit log"
        columns={columns}
        rows={shown}
        rowKey={({ id }) => id}
        // two lines where one has no room for both, who and what
        rowHeight={wide ? 40 : 56}
        onOpen={setOpened}
        isChosen={({ id }) => id === opened?.id}
        onEnd={more}
        empty={<p className="px-4 py-6 text-soft">Nothing of what is loaded matches.</p>}
      />
      {hasNextPage && (
        <div className="border-t border-line px-4 py-2">
          <Button size="sm" pending={isFetchingNextPage} onClick={more}>
            Load older entries
          </Button>
        </div>
      )}
      <Drawer
        open={opened !== null}
        onOpenChange={() => setOpened(null)}
        title={opened && <span className="block first-letter:uppercase">{auditWords(opened)}</span>}
        text={opened && `${opened.actor}, ${exactTime(Date.parse(opened.ts))}`}
      >
        {opened && <AuditDetails item={opened} />}
      </Drawer>
    </Card>
  );
}

function AuditDetails({ item }: { item: AuditItem }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
      <dt className="text-soft">Call</dt>
      <dd className="font-mono text-sm">{item.endpoint}</dd>
      <dt className="text-soft">Decision</dt>
      <dd>{item.decision}</dd>
      {item.scope && (
        <>
          <dt className="text-soft">Scope</dt>
          <dd className="font-mono text-sm break-all">{item.scope}</dd>
        </>
      )}
      <dt className="text-soft">Id</dt>
      <dd className="font-mono text-sm break-all select-all">{item.id}</dd>
      <dt className="text-soft">Details</dt>
      <dd>
        <pre className="overflow-x-auto rounded-md bg-sunken p-2.5 font-mono text-sm">
          {JSON.stringify(item.details, null, 2)}
        </pre>
      </dd>
    </dl>
  );
}
