import type { AgentView } from '@belay/contract/desk/agent';
import { useQuery } from '@tanstack/react-query';
import { Bot, Plus } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { useCan } from '../../session/use-session.ts';
import { Page } from '../../shell/page.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { agentsQuery } from '../data/agent-queries.ts';
import { AgentCard, AgentCardSkeleton } from './agent-card.tsx';
import { listSentence } from './list-sentence.ts';
import { NewAgentDialog } from './new-agent-dialog.tsx';

/** All agents as cards: who answers visitors, and what goes on. */
export function AgentsPage() {
  const mayManage = useCan('desk.manage');
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery(agentsQuery);
  useShortcuts(mayManage ? [{ keys: 'n', label: 'New agent', run: () => setCreating(true) }] : []);
  return (
    <Page
      title="Agents"
      sentence={data && data.length > 0 ? listSentence(data) : undefined}
      actions={
        mayManage &&
        data !== undefined &&
        data.length > 0 && (
          <Button look="primary" onClick={() => setCreating(true)}>
            <Plus /> New agent
          </Button>
        )
      }
    >
      {data ? (
        <Cards agents={data} onCreate={mayManage ? () => setCreating(true) : undefined} />
      ) : error ? (
        <ErrorState error={error} title="The agents could not be loaded" retry={refetch} />
      ) : (
        <div role="status" aria-label="Loading the agents" aria-busy="true" className={grid}>
          <AgentCardSkeleton />
          <AgentCardSkeleton />
        </div>
      )}
      {creating && <NewAgentDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

const grid = 'grid gap-4 sm:grid-cols-2 xl:grid-cols-3';

function Cards({ agents, onCreate }: { agents: AgentView[]; onCreate: (() => void) | undefined }) {
  if (agents.length === 0)
    return (
      <EmptyState
        icon={Bot}
        title="No agent yet"
        action={
          onCreate && (
            <Button look="primary" onClick={onCreate}>
              <Plus /> New agent
            </Button>
          )
        }
      >
        An agent answers visitors on your website from what your team knows: channels that are
        synced, texts, documents, pages. What it can't answer comes to a person.
        {!onCreate && ' Ask an owner or admin to create one.'}
      </EmptyState>
    );
  return (
    <ul className={grid}>
      {agents.map((agent) => (
        <AgentCard key={agent.id} agent={agent} />
      ))}
    </ul>
  );
}
