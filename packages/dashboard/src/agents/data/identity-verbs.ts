import type { AgentIdentitySecret } from '@belay/contract/desk/agent';
import { api, queryClient } from '../../api/api.ts';
import { agentKeys, agentPath } from './agent-queries.ts';

/** Another secret than before, shown this once: what was signed with the former one is refused. */
export async function makeIdentitySecret(agent: string): Promise<string> {
  const { secret } = await api.post<AgentIdentitySecret>(`${agentPath(agent)}/identity-secret`);
  await queryClient.invalidateQueries({ queryKey: agentKeys.embed(agent) });
  return secret;
}

export async function removeIdentitySecret(agent: string): Promise<void> {
  await api.delete(`${agentPath(agent)}/identity-secret`);
  await queryClient.invalidateQueries({ queryKey: agentKeys.embed(agent) });
}
