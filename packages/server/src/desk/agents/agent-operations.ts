import { agentScopesBody, createAgentBody, patchAgentBody } from '@belay/contract/desk/agent';
import type { Operation } from '../../openapi/operations.ts';

const look = (path: string, summary: string): Operation => ({
  method: 'get',
  path,
  summary,
  served: true,
  needs: 'desk.read',
});
const change = (
  method: Operation['method'],
  path: string,
  summary: string,
  rest: Partial<Operation> = {},
): Operation => ({ method, path, summary, served: true, needs: 'desk.manage', ...rest });

/** Agents: Belay's own. */
export const agentOperations: Operation[] = [
  look('/v1/agents', 'agents with what keeps them from answering'),
  change('post', '/v1/agents', 'make an agent; it answers nobody until it is public', {
    body: createAgentBody,
    answer: '201 with the agent',
  }),
  look('/v1/agents/{id}', 'one agent'),
  change('patch', '/v1/agents/{id}', 'change what is named; publish, hide, pause, resume', {
    body: patchAgentBody,
  }),
  change('delete', '/v1/agents/{id}', 'delete it with its conversations and what it knows', {
    answer: '204, or 409 while people talk',
  }),
  look('/v1/agents/{id}/embed', 'what goes into a website'),
  change('post', '/v1/agents/{id}/identity-secret', 'another secret to sign identities with', {
    answer: '201 with the secret, shown once',
  }),
  change('delete', '/v1/agents/{id}/identity-secret', 'believe no signed identity any more', {
    answer: '204',
  }),
  look('/v1/agents/{id}/scopes', 'the memory that it could answer from, and does'),
  change('put', '/v1/agents/{id}/scopes', 'choose the memory that it answers from', {
    body: agentScopesBody,
  }),
];
