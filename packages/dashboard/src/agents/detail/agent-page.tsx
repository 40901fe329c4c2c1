import type { AgentView } from '@belay/contract/desk/agent';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { BotOff } from 'lucide-react';
import { ApiError } from '../../api/api-error.ts';
import { useCan } from '../../session/use-session.ts';
import { Page } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { agentQuery } from '../data/agent-queries.ts';
import { AgentEditor } from '../form/agent-editor.tsx';
import { SaveBar } from '../form/save-bar.tsx';
import { ConversationsNow } from '../list/conversations-now.tsx';
import { Playground } from '../playground/playground.tsx';
import { usePlayground } from '../playground/use-playground.ts';
import { agentLook } from './agent-look.ts';
import { AgentSwitches } from './agent-switches.tsx';
import { AgentTabs } from './agent-tabs.tsx';
import { CheckLine } from './check-line.tsx';

/** One agent: whether it answers, then everything that decides how. */
export function AgentPage() {
  const { id } = useParams({ from: '/app/agents/$id' });
  const { data, error, refetch } = useQuery(agentQuery(id));
  if (error instanceof ApiError && error.status === 404)
    return (
      <Page title="Agent" above={<ToList />}>
        <EmptyState
          icon={BotOff}
          title="This agent is gone"
          action={
            <Button asChild>
              <Link to="/agents">All agents</Link>
            </Button>
          }
        >
          It was deleted, or it belongs to another organisation.
        </EmptyState>
      </Page>
    );
  if (data) return <Agent key={data.id} agent={data} />;
  return (
    <Page title="Agent" above={<ToList />}>
      {error ? (
        <ErrorState error={error} title="The agent could not be loaded" retry={refetch} />
      ) : (
        <AgentSkeleton />
      )}
    </Page>
  );
}

function Agent({ agent }: { agent: AgentView }) {
  const mayManage = useCan('desk.manage');
  const look = agentLook(agent);
  const playground = usePlayground(agent.id);
  const { pathname } = useLocation();
  // where somebody teaches or instructs it, they can ask it beside
  const asks = !/\/(hours|look|actions|integrations)(\/|$)/.test(pathname);
  return (
    <AgentEditor agent={agent}>
      <Page
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {agent.name}
            <State tone={look.tone} icon={look.icon}>
              {look.word}
            </State>
          </span>
        }
        windowTitle={agent.name}
        above={<ToList />}
        sentence={
          <>
            {agent.sentence}{' '}
            <span className="text-sm">
              <ConversationsNow now={agent.conversations} />
            </span>
          </>
        }
        actions={mayManage && <AgentSwitches agent={agent} />}
      >
        <CheckLine agent={agent} />
        <AgentTabs />
        {asks ? (
          <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_27rem]">
            <div className="flex min-w-0 flex-col gap-5">
              <Outlet />
            </div>
            <Playground agent={agent} playground={playground} />
          </div>
        ) : (
          <Outlet />
        )}
        {mayManage && <SaveBar />}
      </Page>
    </AgentEditor>
  );
}

function ToList() {
  return (
    <Link to="/agents" className="hover:text-ink hover:underline">
      Agents
    </Link>
  );
}

function AgentSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the agent"
      aria-busy="true"
      className="flex flex-col gap-4"
    >
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/3" />
      <Skeleton className="mt-4 h-48 w-full" />
    </div>
  );
}
