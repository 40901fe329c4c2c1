import type { Role } from '@belay/contract/people';

/** What each role may, in a line. */
export const roleWords: Record<Role, string> = {
  owner: 'Everything, and the organisation itself',
  admin: 'Connectors, agents, members, tokens, all memory',
  operator: 'Reads memory, and answers visitors',
  viewer: 'Reads memory, connectors, and what visitors say',
};
