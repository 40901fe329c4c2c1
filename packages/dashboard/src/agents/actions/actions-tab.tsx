import type { ActionView } from '@belay/contract/desk/action';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Zap } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { actionsQuery } from '../data/agent-queries.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';

/** What the agent can do beside answering: each action is one request to a system of yours. */
export function ActionsTab() {
  const { agent, mayManage } = useAgentEditor();
  const { data, error, refetch } = useQuery(actionsQuery(agent.id));
  const create = mayManage && (
    <Button asChild look="primary">
      <Link to="/agents/$id/actions/$action" params={{ id: agent.id, action: 'new' }}>
        <Plus /> New action
      </Link>
    </Button>
  );
  if (error && !data)
    return <ErrorState error={error} title="The actions could not be loaded" retry={refetch} />;
  if (data?.length === 0)
    return (
      <EmptyState icon={Zap} title="No action yet" action={create}>
        An action lets the agent do something: look an order up, book a demo, open a ticket. It asks
        the visitor for what it needs, then sends one request to your system.
        {!mayManage && ' An admin or owner makes them.'}
      </EmptyState>
    );
  const enabled = data?.filter((action) => action.enabled).length ?? 0;
  return (
    <Card
      flush
      title="Actions"
      text={
        data &&
        `${enabled} of ${formatCount(data.length, 'action')} ${enabled === 1 ? 'is' : 'are'} on.`
      }
      actions={create}
    >
      {data ? (
        <ul>
          {data.map((action) => (
            <ActionRow key={action.id} agent={agent.id} action={action} />
          ))}
        </ul>
      ) : (
        <SkeletonRows rows={3} />
      )}
    </Card>
  );
}

function ActionRow({ agent, action }: { agent: string; action: ActionView }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0 hover:bg-hover">
      <span className="w-16">
        <State plain tone={action.enabled ? 'ok' : 'idle'}>
          {action.enabled ? 'On' : 'Off'}
        </State>
      </span>
      <div className="min-w-0 flex-1 basis-64">
        <Link
          to="/agents/$id/actions/$action"
          params={{ id: agent, action: action.id }}
          className="font-medium after:absolute after:inset-0"
        >
          {action.name}
        </Link>
        <p className="truncate text-sm text-soft">{action.description || 'No description'}</p>
      </div>
      <p className="min-w-0 truncate font-mono text-sm text-soft">
        {action.request.method} {hostOf(action.request.url)}
      </p>
    </li>
  );
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
