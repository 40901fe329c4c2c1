import type { LeadView } from '@belay/contract/desk/visitor';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Contact, Download } from 'lucide-react';
import { toast } from 'sonner';
import { withQuery } from '../api/create-api.ts';
import { errorWords } from '../api/error-words.ts';
import { useSubmit } from '../api/use-submit.ts';
import { AgentFilter } from '../desk/agent-filter.tsx';
import { deskKeys, type LeadFilter, leadsQuery } from '../desk/data/desk-queries.ts';
import { useDeskEvents } from '../desk/live/desk-context.tsx';
import { saveAnswer } from '../desk/save-answer.ts';
import { SearchField } from '../desk/search-field.tsx';
import { useCan } from '../session/use-session.ts';
import { Gate } from '../shell/no-permission.tsx';
import { Page } from '../shell/page.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { formatCount } from '../ui/format-number.ts';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { leadDetails, leadName, viaWords } from './lead-words.ts';
import type { LeadsSearch } from './routes.tsx';

const columns: Column<LeadView>[] = [
  {
    key: 'name',
    head: 'Lead',
    width: 'minmax(0, 1.4fr)',
    cell: (lead) => <span className="font-medium">{leadName(lead)}</span>,
  },
  {
    key: 'details',
    head: 'Details',
    width: 'minmax(0, 2fr)',
    cell: (lead) => <span className="text-soft">{leadDetails(lead) || '–'}</span>,
  },
  { key: 'agent', head: 'Agent', wideOnly: true, cell: ({ agent }) => agent.name },
  {
    key: 'via',
    head: 'Came by',
    width: '110px',
    wideOnly: true,
    cell: ({ via }) => <span className="text-soft">{viaWords(via)}</span>,
  },
  {
    key: 'when',
    head: 'When',
    width: '100px',
    align: 'end',
    cell: ({ created_at }) => <RelativeTime at={created_at} className="text-soft" />,
  },
];

/** Contact details that visitors left, the newest first; a row leads to its conversation. */
export function LeadsPage() {
  const { q, agent } = useSearch({ from: '/app/leads' });
  const manages = useCan('desk.manage');
  const filter: LeadFilter = { query: q, agent };
  const save = useSubmit(async () => {
    try {
      await saveAnswer(
        withQuery('/v1/desk/leads/export', { agent_id: agent, query: q }),
        'leads.csv',
      );
    } catch (error) {
      toast.error('The export failed.', { description: errorWords(error).message });
    }
  });
  return (
    <Page
      title="Leads"
      sentence="Contact details that visitors left, in the form or in the chat."
      actions={
        manages && (
          <Button pending={save.pending} onClick={() => void save.run()}>
            <Download /> Export as CSV
          </Button>
        )
      }
    >
      <Gate ability="desk.read" what="see leads">
        <Leads filter={filter} />
      </Gate>
    </Page>
  );
}

function Leads({ filter }: { filter: LeadFilter }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  useDeskEvents((events) => {
    const came = events.some(
      (event) => event.kind === 'message' && event.message.line?.code === 'lead_received',
    );
    if (came) void client.invalidateQueries({ queryKey: deskKeys.leads });
  });
  const {
    data,
    error,
    refetch,
    hasNextPage,
    isFetchingNextPage,
    isFetchNextPageError,
    fetchNextPage,
  } = useInfiniteQuery(leadsQuery(filter));
  if (!data)
    return error ? (
      <ErrorState error={error} title="The leads could not be loaded" retry={refetch} />
    ) : (
      <SkeletonRows className="rounded-lg border border-line bg-surface" />
    );
  const rows = data.pages.flatMap(({ items }) => items);
  const narrowed = filter.query !== undefined || filter.agent !== undefined;
  if (rows.length === 0 && !narrowed)
    return (
      <EmptyState icon={Contact} title="No lead yet">
        When a visitor leaves an e-mail address, a phone number or another detail, it appears here.
        An agent's lead form decides when it is asked for.
      </EmptyState>
    );
  const change = (next: Partial<LeadsSearch>) =>
    void navigate({
      to: '/leads',
      search: { q: filter.query, agent: filter.agent, ...next },
      replace: true,
    });
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  return (
    <Card
      title="Leads"
      text={`${formatCount(rows.length, 'lead')}${narrowed ? ' found' : ''}${hasNextPage ? ' so far, more follow' : ''}`}
      actions={
        <div className="flex flex-wrap gap-2">
          <AgentFilter
            value={filter.agent}
            onChange={(agent) => change({ agent })}
            className="w-40"
          />
          <SearchField
            label="Search leads"
            placeholder="Name, e-mail, anything"
            value={filter.query}
            onChange={(q) => change({ q })}
            className="w-60 max-w-full"
          />
        </div>
      }
      flush
    >
      <DataTable
        label="Leads"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={({ conversation_id }) =>
          void navigate({ to: '/inbox/$id', params: { id: conversation_id } })
        }
        {...(isFetchNextPageError ? {} : { onEnd: more })}
        empty={<p className="px-4 py-6 text-soft">No lead matches.</p>}
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
