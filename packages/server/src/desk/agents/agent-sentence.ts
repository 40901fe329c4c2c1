export interface AgentStanding {
  isPublic: boolean;
  isPaused: boolean;
  trained: boolean;
  /** something that it was given is being read */
  learning: boolean;
  origins: readonly string[];
  /** conversations that wait for a person, or have one */
  withPeople: number;
}

/** Who can talk to an agent, and what keeps others from it, in one sentence (DSK-1). Pure. */
export function agentSentence(agent: AgentStanding): string {
  if (!agent.isPublic && agent.isPaused)
    return `It is private and paused: nobody can talk to it until it is made public and resumed${stay(agent)}.`;
  if (!agent.isPublic)
    return `It is private: nobody can begin a conversation and no events are sent until it is made public${stay(agent)}.`;
  if (agent.isPaused)
    return `It is paused: nobody can begin a conversation and no events are sent until it is resumed${stay(agent)}.`;
  const who = `${audience(agent.origins)} can talk to it`;
  if (agent.trained) return `${who}.`;
  if (agent.learning) return `${who}, but it is still reading what it was given.`;
  return `${who}, but it has nothing to answer from: add knowledge or choose channels.`;
}

function stay({ withPeople }: AgentStanding): string {
  if (withPeople === 0) return '';
  return withPeople === 1
    ? '; one conversation with a person goes on to its end'
    : `; ${withPeople} conversations with people go on to their end`;
}

function audience(origins: readonly string[]): string {
  const [first, second] = origins.map((origin) => origin.replace(/^https?:\/\//, ''));
  if (first === undefined) return 'Anyone';
  if (second === undefined) return `Visitors of ${first}`;
  if (origins.length === 2) return `Visitors of ${first} and ${second}`;
  return `Visitors of ${first} and ${origins.length - 1} other sites`;
}
