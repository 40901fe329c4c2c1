import type { Role } from '@belay/contract/people';

/** What each role may, in a line. */
export const roleWords: Record<Role, string> = {
  owner: 'Everything, and the organisation itself',
  admin: 'Connectors, members, tokens, all memory',
  operator: 'Reads memory; later: answers visitors',
  viewer: 'Reads memory and sees the connectors',
};
