import type { AgentView, patchAgentBody } from '@belay/contract/desk/agent';
import type { z } from 'zod';
import { api, queryClient } from '../../api/api.ts';
import { showAnswer } from '../../api/show-answer.ts';
import { agentKeys, agentPath } from './agent-queries.ts';

export type AgentChange = z.input<typeof patchAgentBody>;

/** A draft: it answers nobody until it is public. */
export async function createAgent(name: string): Promise<AgentView> {
  const made = await api.post<AgentView>('/v1/agents', { name });
  await showAgent(made);
  return made;
}

export async function changeAgent(id: string, change: AgentChange): Promise<AgentView> {
  const fresh = await api.patch<AgentView>(agentPath(id), change);
  await showAgent(fresh);
  return fresh;
}

export async function deleteAgent(id: string): Promise<void> {
  await api.delete(agentPath(id));
  await queryClient.invalidateQueries({ queryKey: agentKeys.list });
}

/** After something was taught or untaught: whether the agent is trained may have changed. */
export function rereadAgent(id: string): Promise<void> {
  void queryClient.invalidateQueries({ queryKey: agentKeys.list });
  return queryClient.invalidateQueries({ queryKey: agentKeys.one(id) });
}

async function showAgent(agent: AgentView): Promise<void> {
  await showAnswer(queryClient, agentKeys.one(agent.id), agent);
  void queryClient.invalidateQueries({ queryKey: agentKeys.list });
}
