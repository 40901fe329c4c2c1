import type {
  ActionBody,
  ActionTest,
  ActionView,
  CreatedAction,
  PatchActionBody,
} from '@belay/contract/desk/action';
import { api, queryClient } from '../../api/api.ts';
import { actionPath, agentKeys, agentPath } from './agent-queries.ts';

/** The answer has the secret that requests are signed with: shown this once. */
export async function createAction(agent: string, body: ActionBody): Promise<CreatedAction> {
  const made = await api.post<CreatedAction>(`${agentPath(agent)}/actions`, body);
  await reread(agent);
  return made;
}

export async function changeAction(
  agent: string,
  id: string,
  change: PatchActionBody,
): Promise<ActionView> {
  const fresh = await api.patch<ActionView>(actionPath(agent, id), change);
  await reread(agent);
  return fresh;
}

export async function deleteAction(agent: string, id: string): Promise<void> {
  await api.delete(actionPath(agent, id));
  await reread(agent);
}

/** Another signing secret than before, shown this once. */
export async function renewActionSecret(agent: string, id: string): Promise<string> {
  return (await api.post<{ secret: string }>(`${actionPath(agent, id)}/secret`)).secret;
}

/** Sends the request once, as it stands on the server; nobody is told. */
export function testAction(
  agent: string,
  id: string,
  parameters: Record<string, string>,
): Promise<ActionTest> {
  return api.post<ActionTest>(`${actionPath(agent, id)}/test`, { parameters });
}

function reread(agent: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: agentKeys.actions(agent) });
}
