import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { Badge, State } from '../../ui/state-badge.tsx';
import { installationsQuery } from '../data/slack-queries.ts';
import { RemoveWorkspaceDialog } from './remove-workspace-dialog.tsx';
import { actorName, deliveryWords, installationLook, workspaceName } from './workspace-words.ts';

/** The workspaces that the app is installed in, and what uses each. */
export function WorkspacesCard() {
  const { data, error, refetch } = useQuery(installationsQuery);
  const [removing, setRemoving] = useState<SlackInstallationView | null>(null);
  const active = data?.filter(({ state }) => state === 'active').length ?? 0;
  return (
    <Card
      flush
      title="Connected workspaces"
      text={data && data.length > 0 && `${formatCount(active, 'workspace')} connected.`}
    >
      {error && !data ? (
        <ErrorState error={error} title="The workspaces could not be loaded" retry={refetch} />
      ) : !data ? (
        <SkeletonRows rows={2} />
      ) : data.length === 0 ? (
        <p className="px-4 py-3 text-soft">
          None yet. Open an{' '}
          <Link to="/agents" className="underline">
            agent
          </Link>
          , then Integrations, Slack, and press Add to Slack; or add a{' '}
          <Link to="/connectors/add" className="underline">
            connector
          </Link>
          .
        </p>
      ) : (
        <ul aria-label="Workspaces">
          {data.map((installation) => (
            <WorkspaceRow
              key={installation.id}
              installation={installation}
              onRemove={() => setRemoving(installation)}
            />
          ))}
        </ul>
      )}
      {removing && (
        <RemoveWorkspaceDialog installation={removing} onClose={() => setRemoving(null)} />
      )}
    </Card>
  );
}

function WorkspaceRow({
  installation,
  onRemove,
}: {
  installation: SlackInstallationView;
  onRemove(): void;
}) {
  const { team, agents, connectors, state, reason } = installation;
  const look = installationLook[state];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{workspaceName(installation)}</span>
          <State plain tone={look.tone}>
            {look.word}
          </State>
          {installation.is_org_wide && <Badge>whole organisation</Badge>}
          {installation.token_rotates && <Badge>token rotates</Badge>}
        </p>
        {reason && <p>{reason}</p>}
        <p className="text-sm text-soft">
          Since <RelativeTime at={installation.installed_at} />
          {installation.installed_by && `, by ${actorName(installation.installed_by)}`}. Hears Slack{' '}
          {deliveryWords[installation.delivery]}
          {installation.delivery !== 'none' && (
            <>
              {installation.heard_at ? ', last ' : ', '}
              <RelativeTime at={installation.heard_at} none="nothing yet" />
            </>
          )}
          .
        </p>
        {agents.length + connectors.length === 0 ? (
          <p className="text-sm text-soft">No agent and no connector uses it.</p>
        ) : (
          <ul aria-label={`Uses ${team.name}`} className="mt-1 flex flex-wrap gap-x-4 text-sm">
            {agents.map(({ id, name }) => (
              <li key={id}>
                <span className="text-soft">Agent</span>{' '}
                <Link to="/agents/$id/integrations/slack" params={{ id }} className="underline">
                  {name}
                </Link>
              </li>
            ))}
            {connectors.map(({ id, name }) => (
              <li key={id}>
                <span className="text-soft">Connector</span>{' '}
                <Link to="/connectors/$id" params={{ id }} className="underline">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
      {state === 'active' && (
        <Button
          look="danger-quiet"
          size="sm"
          aria-label={`Disconnect workspace ${team.name}`}
          onClick={onRemove}
        >
          Disconnect workspace
        </Button>
      )}
    </li>
  );
}
