import type { Queue } from '@belay/contract/desk/conversation';

/** Written out: the contract's own list would bring its parser into the first page. */
const queues: readonly Queue[] = ['waiting', 'mine', 'open', 'snoozed', 'closed', 'all'];

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
