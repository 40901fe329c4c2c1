const hex = (uuid: string) => uuid.replaceAll('-', '');

/** Everything that an agent is taught by hand lies here and below. */
export function knowledgeScope(rootScope: string, agent: string): string {
  return `${rootScope}/agent:${hex(agent)}`;
}

/** What people's answers taught it lies here and below (DSK-7). */
export function learnedScope(rootScope: string, agent: string): string {
  return `${rootScope}/source:desk/agent:${hex(agent)}`;
}

/** The token of which every token of an agent is minted: revoked, all of them fall at once. */
export const agentRootJti = (agent: string) => `jti_agent_${hex(agent)}`;

/** Falls with every change of what the agent reads. */
export const agentReachJti = (agent: string, reach: number) => `${agentRootJti(agent)}_${reach}`;

/** Who an agent is in the memory and the audit. */
export const agentActor = (agent: string) => `agent:${hex(agent)}`;
