import type { VisitorView } from '@belay/contract/desk/visitor';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Users } from 'lucide-react';
import { visitorsQuery } from '../desk/data/desk-queries.ts';
import { SearchField } from '../desk/search-field.tsx';
import { visitorName } from '../desk/words/visitor-name.ts';
import { Gate } from '../shell/no-permission.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { formatCount, formatNumber } from '../ui/format-number.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { State } from '../ui/state-badge.tsx';

const columns: Column<VisitorView>[] = [
  {
    key: 'name',
    head: 'Visitor',
    width: 'minmax(0, 2fr)',
    cell: (visitor) => (
      <>
        <span className="font-medium">{visitorName(visitor)}</span>
        {visitor.name && visitor.email && <span className="text-soft"> {visitor.email}</span>}
      </>
    ),
  },
  {
    key: 'state',
    head: 'State',
    width: '110px',
    cell: ({ blocked, online }) =>
      blocked ? (
        <State tone="bad" plain>
          Blocked
        </State>
      ) : online ? (
        <State tone="ok" plain>
          Online
        </State>
      ) : (
        <span className="text-faint">Away</span>
      ),
  },
  {
    key: 'known',
    head: 'Identity',
    width: '110px',
    wideOnly: true,
    cell: ({ external_id, email_verified, email }) =>
      external_id || email_verified ? 'Signed' : email ? 'Unverified' : 'Anonymous',
  },
  {
    key: 'page',
    head: 'Page',
    wideOnly: true,
    cell: ({ page }) => <span className="text-soft">{page ? page.title || page.url : '–'}</span>,
  },
  {
    key: 'conversations',
    head: 'Conversations',
    width: '110px',
    align: 'end',
    wideOnly: true,
    cell: ({ conversations }) => formatNumber(conversations),
  },
  {
    key: 'seen',
    head: 'Last seen',
    width: '100px',
    align: 'end',
    cell: ({ last_seen_at }) => <RelativeTime at={last_seen_at} className="text-soft" />,
  },
];

/** Whoever talked to an agent, the newest first. */
export function VisitorsPage() {
  return (
    <Page title="Visitors" sentence="Everybody who talked to one of your agents.">
      <Gate ability="desk.read" what="see visitors">
        <Visitors />
      </Gate>
    </Page>
  );
}

function Visitors() {
  const { q } = useSearch({ from: '/app/visitors' });
  const navigate = useNavigate();
  const {
    data,
    error,
    refetch,
    hasNextPage,
    isFetchingNextPage,
    isFetchNextPageError,
    fetchNextPage,
  } = useInfiniteQuery(visitorsQuery(q));
  if (!data)
    return error ? (
      <ErrorState error={error} title="The visitors could not be loaded" retry={refetch} />
    ) : (
      <SkeletonRows className="rounded-lg border border-line bg-surface" />
    );
  const rows = data.pages.flatMap(({ items }) => items);
  if (rows.length === 0 && q === undefined)
    return (
      <EmptyState icon={Users} title="Nobody wrote yet">
        A visitor appears here with their first message to one of your agents.
      </EmptyState>
    );
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  return (
    <Card
      title="Visitors"
      text={`${formatCount(rows.length, 'visitor')}${q ? ' found' : ''}${hasNextPage ? ' so far, more follow' : ''}`}
      actions={
        <SearchField
          label="Search visitors"
          placeholder="Name, e-mail, id"
          value={q}
          onChange={(next) =>
            void navigate({ to: '/visitors', search: next ? { q: next } : {}, replace: true })
          }
          className="w-64 max-w-full"
        />
      }
      flush
    >
      <DataTable
        label="Visitors"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: '/visitors/$id', params: { id } })}
        {...(isFetchNextPageError ? {} : { onEnd: more })}
        empty={<p className="px-4 py-6 text-soft">No visitor matches.</p>}
      />
      {isFetchNextPageError && (
        <p className="border-t border-line px-4 py-2 text-sm text-soft">
          More could not be loaded.{' '}
          <Button size="sm" onClick={more}>
            Try again
          </Button>
        </p>
      )}
    </Card>
  );
}
