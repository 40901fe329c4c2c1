import { type Queue, queues } from '@belay/contract/desk/conversation';

/** What the address says of the list. Absent: all agents, no search. */
export interface InboxSearch {
  queue?: Queue | undefined;
  agent?: string | undefined;
  q?: string | undefined;
}

/** Reads the address; what makes no sense is left out. Pure. */
export function inboxSearch({ queue, agent, q }: Record<string, unknown>): InboxSearch {
  const known = queues.find((name) => name === queue);
  return {
    ...(known && { queue: known }),
    ...(typeof agent === 'string' && agent !== '' && { agent: agent.slice(0, 60) }),
    ...(typeof q === 'string' && q.trim() !== '' && { q: q.slice(0, 200) }),
  };
}
