import type { ConnectorView } from '@belay/contract/connector';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plug, Plus } from 'lucide-react';
import { useCan } from '../../session/use-session.ts';
import { Page } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { connectorsQuery } from '../data/connector-queries.ts';
import { useConnectorLive } from '../data/use-connector-live.ts';
import { ConnectorCard } from './connector-card.tsx';
import { ConnectorCardSkeleton } from './connector-card-skeleton.tsx';
import { listSentence } from './list-sentence.ts';

/** All connectors as cards, live. */
export function ConnectorsPage() {
  useConnectorLive();
  const mayManage = useCan('connectors.manage');
  const { data, error, refetch } = useQuery(connectorsQuery);
  return (
    <Page
      title="Connectors"
      sentence={data && data.length > 0 ? listSentence(data) : undefined}
      actions={
        mayManage &&
        // an empty list has its one action in its middle
        data !== undefined &&
        data.length > 0 && (
          <Button asChild look="primary">
            <Link to="/connectors/add">
              <Plus /> Add Connector
            </Link>
          </Button>
        )
      }
    >
      {data ? (
        <Cards views={data} mayManage={mayManage} />
      ) : error ? (
        <ErrorState error={error} title="The connectors could not be loaded" retry={refetch} />
      ) : (
        <div role="status" aria-label="Loading the connectors" aria-busy="true" className={grid}>
          <ConnectorCardSkeleton />
          <ConnectorCardSkeleton />
        </div>
      )}
    </Page>
  );
}

const grid = 'grid gap-4 sm:grid-cols-2 xl:grid-cols-3';

function Cards({ views, mayManage }: { views: ConnectorView[]; mayManage: boolean }) {
  if (views.length === 0)
    return (
      <EmptyState
        icon={Plug}
        title="No connector yet"
        action={
          mayManage && (
            <Button asChild look="primary">
              <Link to="/connectors/add/slack">Connect Slack</Link>
            </Button>
          )
        }
      >
        A connector reads the channels that you choose in Slack, now and from then on, and keeps
        what is said there as memory for your agents.
        {!mayManage && ' Ask an owner or admin to add one.'}
      </EmptyState>
    );
  return (
    <ul className={grid}>
      {views.map((view) => (
        <ConnectorCard key={view.id} view={view} />
      ))}
    </ul>
  );
}
