import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../agents/data/agent-queries.ts';
import { useCan } from '../../session/use-session.ts';
import { agentIdOf } from './author-name.ts';

/** What an actor is called that is an agent of the organisation; undefined for everybody else. */
export function useAgentName(actor: string): string | undefined {
  const id = agentIdOf(actor);
  const mayAsk = useCan('desk.read');
  const { data } = useQuery({
    ...agentsQuery,
    ...{ refetchInterval: false, staleTime: 60_000, enabled: mayAsk && id !== undefined },
  });
  return data?.find((agent) => agent.id === id)?.name;
}
