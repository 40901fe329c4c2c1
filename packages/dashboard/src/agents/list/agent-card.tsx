import type { AgentView } from '@belay/contract/desk/agent';
import { Link } from '@tanstack/react-router';
import { Skeleton } from '../../ui/skeleton.tsx';
import { State } from '../../ui/state-badge.tsx';
import { agentLook } from '../detail/agent-look.ts';
import { ConversationsNow } from './conversations-now.tsx';

/** One agent on the list: who can talk to it, what keeps others from it, what goes on. */
export function AgentCard({ agent }: { agent: AgentView }) {
  const look = agentLook(agent);
  return (
    <li className="relative flex flex-col rounded-lg border border-line bg-surface shadow-card transition-colors focus-within:border-edge hover:border-edge">
      <div className="flex grow flex-col gap-2 px-4 pt-3.5 pb-3">
        <div className="flex items-start justify-between gap-3">
          <h2 className="min-w-0 truncate font-semibold">
            <Link
              to="/agents/$id"
              params={{ id: agent.id }}
              className="outline-offset-4 after:absolute after:inset-0 after:rounded-lg"
            >
              {agent.name}
            </Link>
          </h2>
          <State tone={look.tone} icon={look.icon}>
            {look.word}
          </State>
        </div>
        <p className="text-pretty">{agent.sentence}</p>
      </div>
      <p className="border-t border-line px-4 py-2.5 text-sm text-soft">
        <ConversationsNow now={agent.conversations} />
      </p>
    </li>
  );
}

/** The shape of a card that is coming. */
export function AgentCardSkeleton() {
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-4 shadow-card">
      <div className="flex justify-between">
        <Skeleton className="w-32" />
        <Skeleton className="w-16" />
      </div>
      <Skeleton className="w-full" />
      <Skeleton className="mt-2 w-40" />
    </div>
  );
}
