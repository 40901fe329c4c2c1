import type { AgentSlackView } from '@belay/contract/desk/slack';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, CircleDashed, ExternalLink } from 'lucide-react';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { AddToSlack } from '../connect/add-to-slack.tsx';
import { teamsQuery } from '../data/slack-queries.ts';
import { usedBy } from '../workspaces/used-by.ts';
import { actorName, deliveryWords, workspaceName } from '../workspaces/workspace-words.ts';
import { featureWords } from './feature-words.ts';

/** The workspace that this agent tells, and what works there with the permissions that it granted. */
export function WorkspaceCard({
  agent,
  view,
  mayManage,
}: {
  agent: string;
  view: AgentSlackView;
  mayManage: boolean;
}) {
  const { installation } = view;
  const isOrgWide = installation?.is_org_wide === true;
  const { data: teams } = useQuery({
    ...teamsQuery(installation?.id ?? ''),
    enabled: mayManage && isOrgWide,
    staleTime: 60_000,
  });
  if (!installation) return null;
  const { team } = installation;
  const lacks = view.features.some(({ works }) => !works);
  return (
    <Card title={workspaceName(installation)} text={usedBy(installation)}>
      <div className="flex flex-col gap-3">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm [&_dt]:text-soft">
          {isOrgWide && (
            <>
              <dt>Workspace</dt>
              <dd>{teams?.items.find(({ id }) => id === view.team_id)?.name ?? view.team_id}</dd>
            </>
          )}
          <dt>Connected</dt>
          <dd>
            <RelativeTime at={view.connected_at} />
            {installation.installed_by && `, by ${actorName(installation.installed_by)}`}
          </dd>
          <dt>Hears Slack</dt>
          <dd>
            {deliveryWords[installation.delivery]}
            {installation.delivery !== 'none' && (
              <>
                {installation.heard_at ? ', last ' : ', '}
                <RelativeTime at={installation.heard_at} none="nothing yet" />
              </>
            )}
          </dd>
        </dl>
        {view.features.length > 0 && (
          <ul aria-label="What works" className="flex flex-col gap-1 text-sm">
            {view.features.map(({ feature, works, missing }) => (
              <li key={feature} className="flex gap-2">
                {works ? (
                  <Check aria-label="works" className="mt-0.5 size-4 shrink-0 text-ok" />
                ) : (
                  <CircleDashed aria-label="lacks" className="mt-0.5 size-4 shrink-0 text-warn" />
                )}
                <span>
                  {featureWords(feature)}
                  {missing.map(({ scope, gives }) => (
                    <span key={scope} className="block text-soft">
                      <code className="font-mono">{scope}</code> is not granted: {gives}
                    </span>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        )}
        {mayManage && lacks && (
          <div>
            <AddToSlack
              agent={agent}
              installation={installation.id}
              label="Authorize again"
              size="sm"
              look="secondary"
            />
          </div>
        )}
        <div className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          <a
            href={team.url}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex items-center gap-1 text-accent-ink underline"
          >
            Open Slack <ExternalLink aria-hidden className="size-3.5" />
          </a>
          <Link
            to="/agents/$id/integrations/slack/shared-data"
            params={{ id: agent }}
            className="text-accent-ink underline"
          >
            What is shared with Slack
          </Link>
        </div>
      </div>
    </Card>
  );
}
