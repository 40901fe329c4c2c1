import type { AgentScope } from '@belay/contract/desk/agent';
import type {
  KnowledgeBody,
  KnowledgeView,
  patchKnowledgeBody,
} from '@belay/contract/desk/knowledge';
import type { z } from 'zod';
import { api, queryClient } from '../../api/api.ts';
import { withQuery } from '../../api/create-api.ts';
import { uploadFile } from '../../api/upload-file.ts';
import { agentKeys, agentPath, sourcePath } from './agent-queries.ts';
import { rereadAgent } from './agent-verbs.ts';

/** What can be typed: documents are uploaded. */
export type Taught = KnowledgeBody;
export type Retaught = z.input<typeof patchKnowledgeBody>;

export async function teach(agent: string, body: Taught): Promise<KnowledgeView> {
  const made = await api.post<KnowledgeView>(`${agentPath(agent)}/knowledge`, body);
  await rereadKnowledge(agent);
  return made;
}

export async function reteach(agent: string, id: string, body: Retaught): Promise<void> {
  await api.patch(sourcePath(agent, id), body);
  await rereadKnowledge(agent);
}

/** Reads a site once more: what changed is taught, what is gone is forgotten. */
export async function refreshSource(agent: string, id: string): Promise<void> {
  await api.post(`${sourcePath(agent, id)}/refresh`);
  await rereadKnowledge(agent);
}

export async function removeSource(agent: string, id: string): Promise<void> {
  await api.delete(sourcePath(agent, id));
  queryClient.removeQueries({ queryKey: agentKeys.source(agent, id) });
  await rereadKnowledge(agent);
}

export async function uploadDocument(
  agent: string,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = withQuery(`${agentPath(agent)}/knowledge/documents`, { name: file.name });
  const type = file.type || 'application/octet-stream';
  await uploadFile<KnowledgeView>(path, file, { type, onProgress, signal });
  await rereadKnowledge(agent);
}

/** Exactly these scopes from now on; `confirmed` are the private ones that were just said twice. */
export async function chooseScopes(
  agent: string,
  chosen: Iterable<string>,
  confirmed: readonly AgentScope[],
): Promise<void> {
  const twice = new Set(confirmed.map(({ scope }) => scope));
  await api.put(`${agentPath(agent)}/scopes`, {
    scopes: [...chosen].map((scope) => ({ scope, confirm_private: twice.has(scope) })),
  });
  await queryClient.invalidateQueries({ queryKey: agentKeys.scopes(agent) });
  await rereadAgent(agent);
}

async function rereadKnowledge(agent: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: agentKeys.knowledge(agent) });
  void rereadAgent(agent);
}
