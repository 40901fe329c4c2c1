import type { ConnectorView } from '@belay/contract/connector';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import { ApiError } from '../../api/api-error.ts';
import { useCan } from '../../session/use-session.ts';
import { Page } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ChannelTable } from '../channels/channel-table.tsx';
import { connectorQuery } from '../data/connector-queries.ts';
import { useConnectorLive } from '../data/use-connector-live.ts';
import { useWorkspaceUrl } from '../data/use-workspace-url.ts';
import { ImportsCard } from '../imports/imports-card.tsx';
import { TailCard } from '../tail/tail-card.tsx';
import { ThroughputCard } from '../throughput/throughput-card.tsx';
import { ConnectorActions } from '../verbs/connector-actions.tsx';
import { ConnectorPageSkeleton } from './connector-page-skeleton.tsx';
import { FailuresCard } from './failures-card.tsx';
import { Figures } from './figures.tsx';
import { LifecycleCard } from './lifecycle-card.tsx';
import { LimitsCard } from './limits-card.tsx';
import { RealtimeCard } from './realtime-card.tsx';
import { ScopesCard } from './scopes-card.tsx';
import { StateSentence } from './state-sentence.tsx';

/** One connector, live: the answer first, then the figures, then the knobs. */
export function ConnectorPage() {
  const { id } = useParams({ from: '/app/connectors/$id' });
  useConnectorLive();
  const { data, error, refetch } = useQuery(connectorQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return (
      <Page title="Connector" above={<ToList />}>
        <EmptyState
          icon={Unplug}
          title="This connector is gone"
          action={
            <Button asChild>
              <Link to="/connectors">All connectors</Link>
            </Button>
          }
        >
          It was deleted, or it belongs to another organisation. What it wrote may still be in the
          memory.
        </EmptyState>
      </Page>
    );
  if (data) return <Connector view={data} />;
  return (
    <Page title="Connector" above={<ToList />}>
      {error ? (
        <ErrorState error={error} title="The connector could not be loaded" retry={refetch} />
      ) : (
        <ConnectorPageSkeleton />
      )}
    </Page>
  );
}

function Connector({ view }: { view: ConnectorView }) {
  const mayManage = useCan('connectors.manage') && view.state !== 'deleting';
  const workspaceUrl = useWorkspaceUrl(view);
  // what asks for somebody stands above what only informs
  const hasFailures = view.failures.length > 0;
  return (
    <Page
      title={view.name}
      above={<ToList />}
      sentence={<StateSentence view={view} />}
      actions={mayManage && <ConnectorActions view={view} />}
    >
      <Figures view={view} />
      {hasFailures && <FailuresCard view={view} mayManage={mayManage} />}
      <ThroughputCard id={view.id} />
      <ChannelTable id={view.id} workspaceUrl={workspaceUrl} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <TailCard view={view} workspaceUrl={workspaceUrl} />
          <LifecycleCard view={view} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          {!hasFailures && <FailuresCard view={view} mayManage={mayManage} />}
          <RealtimeCard view={view} />
          <LimitsCard view={view} />
          <ScopesCard view={view} />
          <ImportsCard view={view} mayManage={mayManage} />
        </div>
      </div>
    </Page>
  );
}

function ToList() {
  return (
    <Link to="/connectors" className="hover:text-ink hover:underline">
      Connectors
    </Link>
  );
}
