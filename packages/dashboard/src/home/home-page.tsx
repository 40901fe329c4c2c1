import type { ConnectorView } from '@belay/contract/connector';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowRight, Plug } from 'lucide-react';
import { connectorsQuery } from '../connectors/data/connector-queries.ts';
import { useConnectorLive } from '../connectors/data/use-connector-live.ts';
import { connectorLook } from '../connectors/words/state-look.ts';
import { useCan, useMe, useTenant } from '../session/use-session.ts';
import { Page } from '../shell/page.tsx';
import { switchOrganisation } from '../shell/switch-organisation.ts';
import { SlackTroubleCard } from '../slack/health/slack-trouble-card.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { formatCount } from '../ui/format-number.ts';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { State } from '../ui/state-badge.tsx';
import { memorySentence } from './memory-sentence.ts';
import { ThroughputLine } from './throughput-line.tsx';
import { TroubleList } from './trouble-list.tsx';
import { DeskSentence, WaitingCard } from './waiting-card.tsx';

/** The state of everything in a few sentences, and what needs a person. */
export function HomePage() {
  useConnectorLive();
  const { name } = useTenant();
  const seesDesk = useCan('desk.read');
  const { data, error, refetch } = useQuery(connectorsQuery);
  return (
    <Page
      title={name}
      windowTitle="Home"
      sentence={
        <>
          {data && data.length > 0 && `${memorySentence(data)} `}
          <DeskSentence />
        </>
      }
    >
      <WaitingCard />
      {seesDesk && <SlackTroubleCard />}
      {data ? (
        data.length > 0 ? (
          <Overview views={data} />
        ) : (
          <Beginning />
        )
      ) : error ? (
        <ErrorState error={error} title="The state could not be loaded" retry={refetch} />
      ) : (
        <div role="status" aria-busy="true" aria-label="Loading" className="flex flex-col gap-5">
          <Skeleton className="w-96 max-w-full" />
          <Skeleton className="h-16 w-full rounded-lg" />
          <SkeletonRows rows={2} className="rounded-lg border border-line bg-surface" />
        </div>
      )}
    </Page>
  );
}

function Overview({ views }: { views: ConnectorView[] }) {
  return (
    <>
      <ThroughputLine views={views} />
      <TroubleList views={views} />
      <Card
        title="Connectors"
        flush
        actions={
          <Link
            to="/connectors"
            className="inline-flex min-h-6 items-center gap-1 text-soft hover:text-ink"
          >
            All of them <ArrowRight aria-hidden className="size-4" />
          </Link>
        }
      >
        <ul>
          {views.slice(0, 5).map((view) => {
            const look = connectorLook(view.state);
            return (
              <li key={view.id} className="border-b border-line last:border-0">
                <Link
                  to="/connectors/$id"
                  params={{ id: view.id }}
                  className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="w-28">
                    <State tone={look.tone}>{look.word}</State>
                  </span>
                  <span className="font-medium">{view.name}</span>
                  <span className="min-w-0 flex-1 basis-52 truncate text-soft">
                    {view.sentence}
                  </span>
                  <span className="text-sm text-soft">
                    {formatCount(view.counts.messages + view.counts.replies, 'message')}
                  </span>
                </Link>
              </li>
            );
          })}
        </ul>
      </Card>
    </>
  );
}

function Beginning() {
  const manages = useCan('connectors.manage');
  const { sandbox, tenants } = useMe();
  const current = useTenant();
  const navigate = useNavigate();
  const demo = tenants.find((tenant) => tenant.is_demo && tenant.id !== current.id);
  return (
    <EmptyState
      icon={Plug}
      title="Nothing is remembered yet"
      action={
        manages && (
          <Button look="primary" asChild>
            <Link to="/connectors/add/slack">Connect Slack</Link>
          </Button>
        )
      }
    >
      {manages
        ? 'Connect a Slack workspace: what is said in the channels that you choose becomes memory that your agents can use.'
        : 'Nobody has connected a Slack workspace. Ask an owner or admin to do it.'}
      {manages && sandbox && ' No workspace at hand? A sandbox is part of this server.'}
      {demo && (
        <p className="mt-2">
          An invented company is at work here already:{' '}
          <button
            type="button"
            onClick={() => void switchOrganisation(demo, () => navigate({ to: '/' }))}
            className="text-accent-ink underline underline-offset-2"
          >
            look at {demo.name}
          </button>
          .
        </p>
      )}
    </EmptyState>
  );
}
