import type { AgentView } from '@belay/contract/desk/agent';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../agents/data/agent-queries.ts';

const none: AgentView[] = [];

/** The agents, for their names and settings: they change rarely, so nobody asks again by time. */
export function useAgents(): AgentView[] {
  return useQuery({ ...agentsQuery, refetchInterval: false, staleTime: 60_000 }).data ?? none;
}
